import { anyone, applicants, object, self, staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  askForDeletion,
  Deletion,
  DeletionCertificate,
  DeletionCertificateVerdict,
  DeletionPage,
  getDeletionCertificate,
  getDeletionCertificateKey,
  LegalHold,
  listMyDeletions,
  placeLegalHold,
  releaseLegalHold,
  VerifyDeletionCertificateInput,
  verifyDeletionCertificate,
} from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { PlaceLegalHoldBody } from './interviews.dto.js';

const ownInterview = object('interviewId', 'interview');
const ownApplication = object('applicationId', 'application');

/** What becomes of recordings that somebody wants gone, or that have been kept for their time. */
@ApiTags('deletions')
@Controller('v1')
export class DeletionsController {
  constructor(private readonly rpc: RpcClient) {}

  /**
   * Deletes everything that you recorded or wrote in this interview, and everything made from it, within 30 days: usually it
   * takes minutes. It cannot be taken back. Your consent ends with it: nothing is evaluated any more by AI, a result that is
   * there leaves the ranks, and a person takes over where the application still goes on; the application itself is not
   * withdrawn by it. Where a legal duty keeps the recordings, the deletion is `held` and goes on when that is lifted. Asked
   * again it answers the same deletion.
   */
  @Post('interviews/:interviewId/deletion')
  @HttpCode(200)
  @Access(applicants({ owned: ownInterview }))
  ask(@IdParam('interviewId') interviewId: string): Promise<Deletion> {
    return this.rpc.call(askForDeletion, { interviewId });
  }

  /** One's own deletions, newest first, with their certificates. */
  @Get('me/deletions')
  @Access(applicants({ owned: self }))
  list(@Query() query: PageQuery): Promise<DeletionPage> {
    return this.rpc.call(listMyDeletions, query);
  }

  /** The signed certificate, once everything is gone and every service has confirmed that it holds nothing. */
  @Get('me/deletions/:deletionId/certificate')
  @Access(applicants({ owned: object('deletionId', 'deletion') }))
  certificate(@IdParam('deletionId') deletionId: string): Promise<DeletionCertificate> {
    return this.rpc.call(getDeletionCertificate, { deletionId });
  }

  /** Whether a certificate of deletion is ours, unchanged to the last bit and on record. */
  @Post('deletion-certificates/verify')
  @HttpCode(200)
  @Access(anyone(), { limit: 'verify' })
  verify(@Body() body: VerifyDeletionCertificateInput): Promise<DeletionCertificateVerdict> {
    return this.rpc.call(verifyDeletionCertificate, body);
  }

  /** The public key (Ed25519, PEM) for checking certificates of deletion without us: over the canonical JSON (RFC 8785) without `signature`. */
  @Get('deletion-certificate-key')
  @Access(anyone())
  async certificateKey(@Res() reply: FastifyReply): Promise<void> {
    const { pem } = await this.rpc.call(getDeletionCertificateKey, {});
    void reply.header('Content-Type', 'application/x-pem-file');
    await reply.send(pem);
  }

  /** Keeps the recordings of an application because of a legal duty: no deletion touches them until it is released. */
  @Post('applications/:applicationId/legal-hold')
  @HttpCode(200)
  @Access(staff(['admin'], { owned: ownApplication, stepUp: true }))
  hold(@IdParam('applicationId') applicationId: string, @Body() body: PlaceLegalHoldBody): Promise<LegalHold> {
    return this.rpc.call(placeLegalHold, { ...body, applicationId });
  }

  /** Lifts the hold; a deletion that waited for it goes on at once. */
  @Post('applications/:applicationId/legal-hold/release')
  @HttpCode(200)
  @Access(staff(['admin'], { owned: ownApplication, stepUp: true }))
  release(@IdParam('applicationId') applicationId: string): Promise<LegalHold> {
    return this.rpc.call(releaseLegalHold, { applicationId });
  }
}
