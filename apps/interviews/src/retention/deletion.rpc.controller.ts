import { Database, runOnce } from '@guildhall/database';
import { type CallContext, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import {
  askForDeletion,
  type Deletion,
  type DeletionCertificate,
  type DeletionCertificateKey,
  type DeletionCertificateVerdict,
  type DeletionPage,
  type DeletionRef,
  getDeletionCertificate,
  getDeletionCertificateKey,
  type InterviewRef,
  listMyDeletions,
  type VerifyDeletionCertificateInput,
  verifyDeletionCertificate,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { CertificateKeys } from './certificate-keys.js';
import { certificateNotReady, deletionNotFound } from './deletion.errors.js';
import { DeletionRepository } from './deletion.repository.js';
import { DeletionService } from './deletion.service.js';
import { verifyCertificate } from './deletion-certificate.js';
import { deletionView } from './deletion-view.js';

/** What applicants ask for, and what anybody may check. */
@Controller()
export class DeletionRpcController {
  constructor(
    private readonly database: Database,
    private readonly service: DeletionService,
    private readonly deletions: DeletionRepository,
    private readonly keys: CertificateKeys,
  ) {}

  @HandleRpc(askForDeletion)
  async ask({ interviewId }: InterviewRef, context: CallContext): Promise<Deletion> {
    return await runOnce(this.database, context, async (tx) =>
      deletionView(await this.service.ask(tx, interviewId, context)),
    );
  }

  @HandleRpc(listMyDeletions)
  async listMine(input: PageQuery, { actor }: CallContext): Promise<DeletionPage> {
    if (actor.kind !== 'applicant') return { data: [], nextCursor: null, hasMore: false };
    const { limit, after } = idCursor('del', input);
    const page = pageOf(await this.deletions.listOfPerson(actor.id, limit + 1, after), limit);
    return { ...page, data: page.data.map(deletionView) };
  }

  @HandleRpc(getDeletionCertificate)
  async certificate({ deletionId }: DeletionRef, { actor }: CallContext): Promise<DeletionCertificate> {
    const deletion = await this.deletions.find(deletionId);
    if (!deletion || actor.kind !== 'applicant' || deletion.personId !== actor.id) throw deletionNotFound();
    if (deletion.certificate === null) throw certificateNotReady(deletion);
    return deletion.certificate;
  }

  @HandleRpc(verifyDeletionCertificate)
  async verify({ certificate }: VerifyDeletionCertificateInput): Promise<DeletionCertificateVerdict> {
    const verdict = verifyCertificate(certificate, this.keys.known);
    if (!verdict.valid) return { valid: false, problem: verdict.problem };
    const deletion = await this.deletions.find(verdict.certificate.id);
    const isOnRecord = deletion?.certificate?.signature === verdict.certificate.signature;
    return { valid: isOnRecord, problem: isOnRecord ? null : 'not_on_record' };
  }

  @HandleRpc(getDeletionCertificateKey)
  async certificateKey(): Promise<DeletionCertificateKey> {
    return { pem: this.keys.publicPem };
  }
}
