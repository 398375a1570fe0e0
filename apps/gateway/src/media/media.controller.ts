import { Readable } from 'node:stream';
import { anyone, MediaLinkSigner, object } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { AppError, isAppError } from '@guildhall/errors';
import { EncryptedStore } from '@guildhall/storage';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { byteRangeOf } from './byte-range.js';

/** Recordings for whoever has a link; they are decrypted here, and storage is never reached directly. */
@ApiTags('media')
@Controller('v1/media')
export class MediaController {
  constructor(
    private readonly links: MediaLinkSigner,
    private readonly media: EncryptedStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The recording, or one range of its bytes. */
  @Get(':token')
  @Access(anyone({ owned: object('token', 'link') }), { limit: 'media' })
  async read(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { objectKey, dataKeyId, contentType } = this.links.open(token, this.clock.now());
    const bytes = await this.media.plainLength(objectKey);
    if (bytes === null) throw new AppError('not_found', `There is no stored object ${objectKey}.`);
    // Links have no validator, so an If-Range can match nothing, and asks for all of it.
    const header = request.headers['if-range'] === undefined ? request.headers.range : undefined;
    const range = rangeFor(reply, header, bytes);
    void reply
      .header('Content-Type', contentType)
      .header('Accept-Ranges', 'bytes')
      .header('Cache-Control', 'private, no-store')
      .header('Content-Length', range ? range.end - range.start + 1 : bytes);
    if (range) void reply.code(206).header('Content-Range', `bytes ${range.start}-${range.end}/${bytes}`);
    const isHead = request.method === 'HEAD';
    await reply.send(isHead ? Readable.from([]) : await this.media.read(objectKey, dataKeyId, range ?? undefined));
  }
}

function rangeFor(reply: FastifyReply, header: string | undefined, bytes: number) {
  try {
    return byteRangeOf(header, bytes);
  } catch (thrown) {
    if (isAppError(thrown)) void reply.header('Content-Range', `bytes */${bytes}`);
    throw thrown;
  }
}
