import { anyone } from '@guildhall/auth';
import { AppError } from '@guildhall/errors';
import { getSealCertificate, SealVerdict, verifySealedPdf } from '@guildhall/messages/contracts';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../access/access.decorator.js';

/** Seals for whoever holds a sealed file. */
@ApiTags('verification')
@Controller('v1')
export class VerificationController {
  constructor(private readonly rpc: RpcClient) {}

  /** Whether a PDF is sealed, by us, and unchanged to the last bit; the file is looked at and not kept. */
  @Post('verify')
  @HttpCode(200)
  @ApiConsumes('application/pdf')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Access(anyone(), { takesPdf: true, limit: 'verify' })
  verify(@Req() { body }: FastifyRequest): Promise<SealVerdict> {
    if (!Buffer.isBuffer(body)) {
      throw new AppError('unsupported_media_type', 'Send the file itself, with Content-Type: application/pdf.');
    }
    return this.rpc.call(verifySealedPdf, { base64: body.toString('base64') });
  }

  /** The certificate (PEM) that vouches for our seals, for programs that check them. */
  @Get('seal-certificate')
  @Access(anyone())
  async certificate(@Res() reply: FastifyReply): Promise<void> {
    const { pem } = await this.rpc.call(getSealCertificate, {});
    void reply.header('Content-Type', 'application/x-pem-file');
    await reply.send(pem);
  }
}
