import { asUnavailable, type Database, type Tx } from '@guildhall/database';
import type { Problem } from '@guildhall/errors';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import type { JobOrigin } from './job-intent.entity.js';

export interface NewIntent {
  id: string;
  queue: string;
  name: string;
  key: string | null;
  payload: object;
  origin: JobOrigin;
  runAfter: Date;
  /** Whether the caller hands it to Redis itself once it is committed. */
  runnable: boolean;
}

/** Names one attempt at one job; everything that a worker writes is fenced by it. */
export interface RunKey {
  id: string;
  attempt: number;
}

/** A waiting job to be handed to Redis; `attempt` is the one that would take it up. */
export interface DueJob extends RunKey {
  queue: string;
  name: string;
  correlationId: string;
}

export interface ClaimedJob extends RunKey {
  name: string;
  payload: object;
  origin: JobOrigin;
  failures: number;
  /** Since the first attempt. */
  ageMs: number;
  /** Since the first failure of those in a row that do not count; 0 where the last attempt did not fail so. */
  outageMs: number;
}

export interface DeadRun extends RunKey {
  name: string;
  failures: number;
}

export interface Settlement {
  state: 'waiting' | 'parked';
  delayMs: number;
  /** Business time before which it does not run; as before where absent. */
  runAfter?: Date;
  failures: number;
  /** Whether it failed without counting, like those that `outageMs` is measured over. */
  isOutage: boolean;
  problem: Problem;
}

/**
 * The SQL of a job's life. Statements outside a transaction stand alone and commit by themselves: each is one conditional
 * update that names the state it leaves.
 */
export class JobIntentStore {
  constructor(private readonly database: Database) {}

  /** @returns the id of the intent, or of the one that was written before under the same name and key. */
  async insert(tx: Tx, intent: NewIntent): Promise<{ id: string; isNew: boolean }> {
    const inserted: unknown[] = await tx.query(
      `INSERT INTO job_intent
         (id, queue, name, key, payload, origin, state, attempt, failures, run_after, dispatched_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, 0, $7, CASE WHEN $8 THEN clock_timestamp() END, clock_timestamp())
       ON CONFLICT (name, key) WHERE key IS NOT NULL DO NOTHING
       RETURNING id`,
      [
        uuidOf(intent.id),
        intent.queue,
        intent.name,
        intent.key,
        JSON.stringify(intent.payload),
        JSON.stringify(intent.origin),
        intent.runAfter,
        intent.runnable,
      ],
    );
    if (inserted.length === 1) return { id: intent.id, isNew: true };
    const [earlier] = await tx.query('SELECT id FROM job_intent WHERE name = $1 AND key = $2', [
      intent.name,
      intent.key,
    ]);
    // It was forgotten between the two statements; with it gone the key is free again.
    if (!earlier) return await this.insert(tx, intent);
    return { id: idFromUuid('job', earlier.id), isNew: false };
  }

  /** Waiting jobs that are not, or no longer surely, in Redis; each is handed to one caller only. */
  async takeDue(now: Date, options: { limit: number; handOutAgainAfterMs: number }): Promise<DueJob[]> {
    const rows = await this.update<DueJob>(
      `UPDATE job_intent SET dispatched_at = clock_timestamp() WHERE id IN (
         SELECT id FROM job_intent
         WHERE state = 'waiting' AND run_after <= $1 AND (retry_at IS NULL OR retry_at <= clock_timestamp())
           AND (dispatched_at IS NULL OR dispatched_at <= clock_timestamp() - $2 * interval '1 millisecond')
         ORDER BY run_after LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id, queue, name, attempt + 1 AS attempt, origin ->> 'correlationId' AS "correlationId"`,
      [now, options.handOutAgainAfterMs, options.limit],
    );
    return rows.map(withPublishedId);
  }

  /**
   * Takes up exactly this attempt, or answers null: it was taken up, put off or parked since, or its time has not come.
   * @param now by the clock that its handler will read. The clock of whoever handed it over may be ahead, and a handler that
   * finds nothing to do yet would end its job for good.
   */
  async claim(run: RunKey, names: string[], now: Date): Promise<ClaimedJob | null> {
    const rows = await this.update<ClaimedJob>(
      `UPDATE job_intent SET state = 'running', attempt = attempt + 1, heartbeat_at = clock_timestamp(),
         first_started_at = coalesce(first_started_at, clock_timestamp()), retry_at = NULL, dispatched_at = NULL
       WHERE id = $1 AND attempt = $2 - 1 AND state = 'waiting' AND name = ANY($3) AND run_after <= $4
       RETURNING id, attempt, name, payload, origin, failures,
         (extract(epoch FROM clock_timestamp() - first_started_at) * 1000)::float8 AS "ageMs",
         coalesce(extract(epoch FROM clock_timestamp() - outage_since) * 1000, 0)::float8 AS "outageMs"`,
      [uuidOf(run.id), run.attempt, names, now],
    );
    return rows[0] ? withPublishedId(rows[0]) : null;
  }

  /**
   * Lets a job wait that was handed over before its time, until it has come by `now`'s clock or for `atMostMs`.
   * @returns for how long; null where that was not why it could not be taken up.
   */
  async putBackEarly(run: RunKey, now: Date, atMostMs: number): Promise<number | null> {
    const rows = await this.update<{ id: string; ms: number }>(
      `UPDATE job_intent SET dispatched_at = NULL, retry_at = clock_timestamp() +
         least(run_after - $3::timestamptz, $4 * interval '1 millisecond')
       WHERE id = $1 AND attempt = $2 - 1 AND state = 'waiting' AND run_after > $3::timestamptz
       RETURNING id, (extract(epoch FROM retry_at - clock_timestamp()) * 1000)::float8 AS ms`,
      [uuidOf(run.id), run.attempt, now, atMostMs],
    );
    return rows[0]?.ms ?? null;
  }

  /**
   * One row whose lock somebody holds, for example a handler that finishes its job and then waits, must not silence the other
   * runs: it is passed over until the next time.
   * @returns the ids of the runs that still own their job, those that were passed over included.
   */
  async heartbeat(runs: RunKey[]): Promise<Set<string>> {
    const rows = await this.query<{ id: string }>(
      `WITH owned AS (
         SELECT job_intent.id FROM job_intent JOIN unnest($1::uuid[], $2::int[]) AS run (id, attempt) USING (id, attempt)
         WHERE state = 'running'
       ), free AS (
         SELECT id FROM job_intent WHERE id IN (SELECT id FROM owned) AND state = 'running'
         FOR NO KEY UPDATE SKIP LOCKED
       ), shown AS (
         UPDATE job_intent SET heartbeat_at = clock_timestamp()
         FROM unnest($1::uuid[], $2::int[]) AS run (id, attempt)
         WHERE job_intent.id IN (SELECT id FROM free) AND job_intent.id = run.id AND job_intent.attempt = run.attempt
           AND state = 'running'
       )
       SELECT id FROM owned`,
      [runs.map((run) => uuidOf(run.id)), runs.map((run) => run.attempt)],
    );
    return new Set(rows.map((row) => idFromUuid('job', row.id)));
  }

  /** Within the transaction of the effects. @returns whether this run still owned the job. */
  async finish(tx: Tx, run: RunKey): Promise<boolean> {
    const [, affected] = await tx.query(finishSql, [uuidOf(run.id), run.attempt]);
    return affected === 1;
  }

  /** For a handler that had nothing to commit. @returns false where the job was finished before, or is no longer owned. */
  async finishAlone(run: RunKey): Promise<boolean> {
    const rows = await this.update(`${finishSql} RETURNING id`, [uuidOf(run.id), run.attempt]);
    return rows.length === 1;
  }

  /** Ends a failed attempt. @returns false where the run no longer owned the job. */
  async settle(run: RunKey, settlement: Settlement): Promise<boolean> {
    return await this.end(run, settlement, '');
  }

  /** Ends an attempt whose worker is gone, unless it has shown itself in the meantime. */
  async settleDead(run: RunKey, settlement: Settlement, deadAfterMs: number): Promise<boolean> {
    return await this.end(run, settlement, ` AND ${deadCondition('$9')}`, deadAfterMs);
  }

  /** Runs without a heartbeat, of jobs that this process knows. One whose row is locked is still at work, or will be free soon. */
  async deadRuns(names: string[], options: { deadAfterMs: number; limit: number }): Promise<DeadRun[]> {
    const rows = await this.query<DeadRun>(
      `SELECT id, name, attempt, failures FROM job_intent
       WHERE state = 'running' AND name = ANY($1) AND ${deadCondition('$2')} ORDER BY id LIMIT $3
       FOR NO KEY UPDATE SKIP LOCKED`,
      [names, options.deadAfterMs, options.limit],
    );
    return rows.map(withPublishedId);
  }

  /** Gives runs back unharmed; they wait from now on. @returns what may be taken up by others at once. */
  async release(runs: RunKey[]): Promise<DueJob[]> {
    const rows = await this.update<DueJob>(
      `UPDATE job_intent SET state = 'waiting', dispatched_at = clock_timestamp(), heartbeat_at = NULL,
         retry_at = clock_timestamp()
       FROM unnest($1::uuid[], $2::int[]) AS run (id, attempt)
       WHERE job_intent.id = run.id AND job_intent.attempt = run.attempt AND state = 'running'
       RETURNING job_intent.id, queue, name, job_intent.attempt + 1 AS attempt,
         origin ->> 'correlationId' AS "correlationId"`,
      [runs.map((run) => uuidOf(run.id)), runs.map((run) => run.attempt)],
    );
    return rows.map(withPublishedId);
  }

  /**
   * Of those whose business time is still to come only the first is looked at: there may be a month's worth of them.
   * @returns milliseconds until the next waiting job falls due, or the next silent run of these names counts as dead, that one in no
   * less than a second, since a sweep passes over one whose row is locked; null where there is neither. What only has to be handed
   * out again lets half of that time pass, so that a long queue is handed out again in a few large sweeps.
   */
  async msUntilNext(
    now: Date,
    options: { names: string[]; handOutAgainAfterMs: number; deadAfterMs: number },
  ): Promise<number | null> {
    const [row] = await this.query<{ ms: number | null }>(
      `SELECT (extract(epoch FROM min(due_in)) * 1000)::float8 AS ms FROM (
         SELECT min(greatest(run_after - $1::timestamptz, retry_at - clock_timestamp(),
           dispatched_at + $2::float8 * interval '1 millisecond' - clock_timestamp(),
           CASE WHEN dispatched_at IS NOT NULL THEN $2::float8 / 2 * interval '1 millisecond' END)) AS due_in
         FROM job_intent WHERE state = 'waiting' AND run_after <= $1::timestamptz
         UNION ALL
         (SELECT run_after - $1::timestamptz FROM job_intent
          WHERE state = 'waiting' AND run_after > $1::timestamptz ORDER BY run_after LIMIT 1)
         UNION ALL
         SELECT min(greatest(heartbeat_at + $3 * interval '1 millisecond' - clock_timestamp(), interval '1 second'))
         FROM job_intent WHERE state = 'running' AND name = ANY($4)) AS next`,
      [now, options.handOutAgainAfterMs, options.deadAfterMs, options.names],
    );
    return row?.ms ?? null;
  }

  /** Whether anything runs or could run now; with `retries` also what waits for its next attempt. */
  async hasWork(now: Date, options: { retries: boolean }): Promise<boolean> {
    const [row] = await this.query<{ work: boolean }>(
      `SELECT EXISTS (SELECT FROM job_intent WHERE state = 'running') OR EXISTS (
         SELECT FROM job_intent WHERE state = 'waiting' AND run_after <= $1
           AND ($2 OR retry_at IS NULL OR retry_at <= clock_timestamp())) AS work`,
      [now, options.retries],
    );
    return row!.work;
  }

  /** Forgets jobs that were done long ago, and with them their keys. */
  async forgetDone(olderThanDays: number, limit: number): Promise<number> {
    const rows = await this.update(
      `DELETE FROM job_intent WHERE id IN (
         SELECT id FROM job_intent WHERE state = 'done' AND ended_at < clock_timestamp() - $1 * interval '1 day'
         ORDER BY ended_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [olderThanDays, limit],
    );
    return rows.length;
  }

  private async end(run: RunKey, to: Settlement, condition: string, ...more: unknown[]): Promise<boolean> {
    const rows = await this.update(
      `UPDATE job_intent SET state = $3, failures = $4, problem = $5,
         retry_at = CASE WHEN $3 = 'waiting' THEN clock_timestamp() + $6 * interval '1 millisecond' END,
         run_after = coalesce($7, run_after), ended_at = CASE WHEN $3 = 'parked' THEN clock_timestamp() END,
         outage_since = CASE WHEN $8 THEN coalesce(outage_since, clock_timestamp()) END
       WHERE id = $1 AND attempt = $2 AND state = 'running'${condition} RETURNING id`,
      [
        ...[uuidOf(run.id), run.attempt, to.state, to.failures, JSON.stringify(to.problem), to.delayMs],
        ...[to.runAfter ?? null, to.isOutage, ...more],
      ],
    );
    return rows.length === 1;
  }

  private async query<T extends object>(sql: string, parameters: unknown[]): Promise<T[]> {
    try {
      return await this.database.dataSource.query(sql, parameters);
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  /** TypeORM answers an UPDATE or DELETE with its rows and their number. */
  private async update<T extends { id: string }>(sql: string, parameters: unknown[]): Promise<T[]> {
    const [rows] = (await this.query(sql, parameters)) as unknown as [T[], number];
    return rows;
  }
}

function withPublishedId<T extends { id: string }>(row: T): T {
  return { ...row, id: idFromUuid('job', row.id) };
}

const finishSql = `
  UPDATE job_intent SET state = 'done', ended_at = clock_timestamp(), problem = NULL
  WHERE id = $1 AND attempt = $2 AND state = 'running'`;

function deadCondition(deadAfterMs: string): string {
  return `heartbeat_at <= clock_timestamp() - ${deadAfterMs} * interval '1 millisecond'`;
}
