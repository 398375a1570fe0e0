import type { Clock } from '@guildhall/clock';
import type { Database } from '@guildhall/database';
import type { WaitingQueues } from '@guildhall/messages/platform';

/** A job that waits for a moment which its last attempt named. */
export interface PutOffJob {
  payload: object;
  /** In the words of that attempt. */
  reason: string;
}

interface QueueRow {
  queue: string;
  untried: number;
  retried: number;
  oldestWaitingSeconds: number;
}

/** Of those not tried yet, and of those to be tried again, so many are counted; the ones due first. */
const mostCounted = 5_000;

/** Jobs that no worker has begun: those whose time has come, and those that were put off to a certain moment. */
export class WaitingJobs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly most = mostCounted,
  ) {}

  /**
   * Those whose time has come, by queue, the one that has waited longest first. What waits for a later attempt, or was put off,
   * is not among them.
   *
   * However many jobs there are, at most twice `most` rows are read, and the rest is left to the index of waiting jobs. That
   * asks for a time that stands still during the statement, as `clock_timestamp()` does not, and for one SELECT each.
   */
  async byQueue(): Promise<WaitingQueues> {
    const due = (condition: string, since: string) =>
      `(SELECT queue, retry_at, least($1::timestamptz - run_after, statement_timestamp() - ${since}) AS age
        FROM job_intent WHERE state = 'waiting' AND run_after <= $1::timestamptz AND ${condition}
        ORDER BY run_after LIMIT $2)`;
    const rows: QueueRow[] = await this.database.read.query(
      `SELECT queue, (count(*) - count(retry_at))::int AS untried, count(retry_at)::int AS retried,
         floor(greatest(extract(epoch FROM max(age)), 0))::int AS "oldestWaitingSeconds"
       FROM (${due('retry_at IS NULL', 'created_at')} UNION ALL
             ${due('retry_at <= statement_timestamp()', 'retry_at')}) AS due
       GROUP BY queue ORDER BY max(age) DESC, queue`,
      [this.clock.now(), this.most + 1],
    );
    const isOverfull = (kind: 'untried' | 'retried') => rows.reduce((sum, row) => sum + row[kind], 0) > this.most;
    return {
      queues: rows.map(({ queue, untried, retried, oldestWaitingSeconds }) => ({
        ...{ queue, waiting: untried + retried, oldestWaitingSeconds },
      })),
      moreWait: isOverfull('untried') || isOverfull('retried'),
    };
  }

  /** Those that were put off to exactly this moment of business time, `limit` at most; what was put off first comes first. */
  async putOffTo(moment: Date, limit: number): Promise<PutOffJob[]> {
    return await this.database.read.query(
      `SELECT payload, problem ->> 'detail' AS reason FROM job_intent
       WHERE state = 'waiting' AND run_after = $1 AND problem ->> 'detail' IS NOT NULL ORDER BY retry_at LIMIT $2`,
      [moment, limit],
    );
  }
}
