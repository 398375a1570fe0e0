import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { type JobRun, Jobs, RetryLater } from '@guildhall/jobs';
import type { ErasedItem } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewRepository } from '../interview/interview.repository.js';
import { rankOpening } from '../ranking/rank-opening.job.js';
import type { DeletionEntity, Inventory } from './deletion.entity.js';
import { confirmErasure } from './deletion.jobs.js';
import { DeletionRepository } from './deletion.repository.js';
import { ErasureRepository } from './erasure.repository.js';
import type { InterviewContent } from './interview-content.js';

/** Until what runs has come to its end; it finds that nothing of it is wanted any more. */
const comeBackMs = 2_000;

/** What an erasure does to the tables. */
@Injectable()
export class ErasureEffects {
  constructor(
    private readonly database: Database,
    private readonly deletions: DeletionRepository,
    private readonly interviews: InterviewRepository,
    private readonly rows: ErasureRepository,
    private readonly audit: AuditLog,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * From here on there is no way back. Jobs about the interview never run again, and no new ones come: its consent is withdrawn, or
   * it is over.
   *
   * @returns false where it is held since, or another run was faster
   * @throws RetryLater while a job about the interview runs; what waits behind it is left to run as well
   */
  async begin({ id, interviewId }: DeletionEntity): Promise<boolean> {
    return await this.database.transaction(async (tx) => {
      await this.interviews.lock(tx, interviewId);
      const running = await this.rows.cancelJobs(tx, interviewId);
      if (running > 0) throw new RetryLater(`${running} jobs of the interview are still running.`, comeBackMs);
      return await this.deletions.move(tx, id, 'erase');
    });
  }

  /** Counted once, before the first of it goes: a repeat would count what is left. */
  async keepInventory(deletionId: string, inventory: Inventory): Promise<void> {
    await this.database.transaction((tx) => this.deletions.keepInventory(tx, deletionId, inventory));
  }

  async commit(deletionId: string, content: InterviewContent, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.interviews.lock(tx, content.interviewId);
      const deletion = await this.deletions.find(deletionId, tx);
      if (deletion?.state !== 'erasing') return;
      const at = this.clock.now();
      const counts = { ...deletion.inventory, ...(await this.rows.eraseRows(tx, deletionId, content)) };
      await this.eraseDetails(tx, content, run, at);
      const items = Object.entries(counts).map(
        ([kind, count]): ErasedItem => ({ kind, count, deletedAt: at.toISOString(), confirmedBy: 'interviews' }),
      );
      await this.deletions.move(tx, deletionId, 'askOthers', { items, marks: content.marks });
      const record = {
        action: 'recordings.rows_erased',
        subject: deletionId,
        actor: run.context.actor,
        details: counts,
      };
      await this.audit.record(tx, record, at);
      const openingId = await this.rows.dropRankings(tx, content.interviewId, at);
      if (openingId !== null) await this.jobs.enqueue(tx, rankOpening, { openingId }, { context: run.context });
      await this.jobs.enqueue(tx, confirmErasure, { deletionId }, { context: run.context });
    });
  }

  /** What was recorded about each of these stays, with who and when; before and after go. */
  private async eraseDetails(tx: Tx, content: InterviewContent, { context }: JobRun, at: Date): Promise<void> {
    const { interviewId, takes, answers, scorecardIds } = content;
    const subjects = [interviewId, ...[...takes, ...answers].map(({ id }) => id), ...scorecardIds];
    for (const subject of subjects) await this.audit.eraseDetails(tx, { subject, actor: context.actor }, at);
  }
}
