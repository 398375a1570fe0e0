import { type Database, expectOne, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { isId, type Page, unknownCursor, uuidOf } from '@guildhall/messages/contract';
import type { ParkedJob } from '@guildhall/messages/platform';
import { JobIntentEntity } from './job-intent.entity.js';

const defaultLimit = 50;
const maxLimit = 100;

/** Jobs that were given up: listed, and run again once a person has seen to the reason. */
export class ParkedJobs {
  constructor(
    private readonly database: Database,
    private readonly onRerun: (tx: Tx) => void,
  ) {}

  /** Oldest first. The cursor is the id of the page's last job. */
  async list(page: { limit?: number | undefined; cursor?: string | undefined }): Promise<Page<ParkedJob>> {
    const limit = Math.min(page.limit ?? defaultLimit, maxLimit);
    const query = this.database.read
      .createQueryBuilder(JobIntentEntity, 'job')
      .where(`job.state = 'parked'`)
      .orderBy('job.id')
      .limit(limit + 1);
    if (page.cursor !== undefined && !isId('job', page.cursor)) {
      throw unknownCursor();
    }
    if (page.cursor !== undefined) query.andWhere('job.id > :after', { after: uuidOf(page.cursor) });
    const rows = await query.getMany();
    const data = rows.slice(0, limit).map(parkedJob);
    const hasMore = rows.length > limit;
    return { data, hasMore, nextCursor: hasMore ? data.at(-1)!.id : null };
  }

  /**
   * Lets a parked job run again with all its attempts. The caller records who asked for it.
   * @throws AppError `not_found`, `job_not_parked`
   */
  async rerun(tx: Tx, id: string): Promise<void> {
    const job = await tx.findOneBy(JobIntentEntity, { id });
    if (!job) throw new AppError('not_found', 'There is no such job.');
    const result = await tx.update(
      JobIntentEntity,
      { id, state: 'parked' },
      {
        ...{ state: 'waiting', failures: 0, firstStartedAt: null, outageSince: null },
        // It waits from now on, however old it is.
        ...{ retryAt: () => 'clock_timestamp()', dispatchedAt: null, endedAt: null },
      },
    );
    expectOne(result, () => new AppError('job_not_parked', `Job ${id} is not parked; there is nothing to re-run.`));
    this.onRerun(tx);
  }
}

function parkedJob(row: JobIntentEntity): ParkedJob {
  return {
    id: row.id,
    name: row.name,
    queue: row.queue,
    key: row.key,
    payload: row.payload,
    correlationId: row.origin.correlationId,
    attempts: row.attempt,
    createdAt: row.createdAt.toISOString(),
    parkedAt: row.endedAt!.toISOString(),
    problem: row.problem!,
  };
}
