import { lastSeal } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { HandleJob, type JobRun, ParkJob } from '@guildhall/jobs';
import { type ErasedItem, recordingsErased } from '@guildhall/messages/interviews';
import { mostErasureMarks, searchErased } from '@guildhall/messages/platform';
import { RpcClient } from '@guildhall/rpc';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { CertificateKeys } from './certificate-keys.js';
import type { DeletionEntity } from './deletion.entity.js';
import { confirmErasure, type DeletionJobPayload } from './deletion.jobs.js';
import { DeletionRepository } from './deletion.repository.js';
import { issueCertificate } from './deletion-certificate.js';
import { erasureParties } from './erasure-parties.js';

/** The certificate is issued when every service has looked through its tables and found nothing, and not before. */
@Injectable()
export class ConfirmErasureHandler {
  constructor(
    private readonly database: Database,
    private readonly deletions: DeletionRepository,
    private readonly interviews: InterviewRepository,
    private readonly facts: InterviewFacts,
    private readonly rpc: RpcClient,
    private readonly keys: CertificateKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(confirmErasure)
  async confirm({ deletionId }: DeletionJobPayload, run: JobRun): Promise<void> {
    const deletion = await this.deletions.find(deletionId);
    if (deletion?.state !== 'awaiting_others') return;
    const searches: ErasedItem[] = [];
    for (const service of erasureParties) searches.push(await this.search(service, deletion.marks ?? [], run));
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.complete(tx, deletion, searches, run);
    });
  }

  /** @throws ParkJob where the service still holds something: a person has to see what it is */
  private async search(
    service: (typeof erasureParties)[number],
    marks: string[],
    { context }: JobRun,
  ): Promise<ErasedItem> {
    for (let from = 0; from < marks.length; from += mostErasureMarks) {
      const part = marks.slice(from, from + mostErasureMarks);
      const { found } = await this.rpc.call(searchErased(service), { marks: part }, { context });
      if (found.length === 0) continue;
      const places = found.map(({ table, rows }) => `${table} (${rows} rows)`).join(', ');
      throw new ParkJob(
        `${service} still holds something of the erased recordings: ${places}. Erase it, and run again.`,
      );
    }
    return { kind: 'search', count: 0, deletedAt: this.clock.now().toISOString(), confirmedBy: service };
  }

  private async complete(tx: Tx, deletion: DeletionEntity, searches: ErasedItem[], { context }: JobRun): Promise<void> {
    const interview = await this.interviews.lock(tx, deletion.interviewId);
    if (!interview) throw new Error(`Interview ${deletion.interviewId} is gone.`);
    const completedAt = this.clock.now();
    const { id, interviewId, reason, inventory } = deletion;
    const dueAt = deletion.dueAt.toISOString();
    const certificate = issueCertificate(
      {
        ...{ id, interviewId, reason, dueAt },
        rules: deletion.rulesVersion,
        requestedAt: deletion.requestedAt.toISOString(),
        completedAt: completedAt.toISOString(),
        items: [...(deletion.items ?? []), ...searches],
        keysDestroyed: inventory?.data_keys ?? 0,
        auditHead: await lastSeal(tx),
      },
      this.keys.privateKey,
    );
    if (!(await this.deletions.move(tx, id, 'complete', { completedAt, certificate, marks: null }))) return;
    await this.facts.publish(tx, recordingsErased, interview, { deletionId: id, reason, dueAt }, context, completedAt);
  }
}
