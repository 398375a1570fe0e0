import type { EntityManager } from 'typeorm';
import type { Tx } from '../tx.js';

export interface LimitWindow {
  /** The limit's name, for example `mail:day`. */
  counter: string;
  /** Whom or what it limits: an address hash, an opening's id. */
  key: string;
  /** Start of the day (or other window), worked out by the caller from a `Clock`. */
  windowStart: Date;
}

export interface LimitedUse extends LimitWindow {
  /** How much is wanted: a number of things, or minor units of money. Never negative. */
  by: number | bigint;
  limit: number | bigint;
}

/**
 * Takes `by` from what is left of the window, or nothing. Exact under concurrent callers: they queue on the counter's row,
 * so take it late in the transaction.
 */
async function take(tx: Tx, use: LimitedUse): Promise<boolean> {
  if (use.by < 0) throw new RangeError('A limit is not taken from by a negative amount; give it back instead.');
  const rows: unknown[] = await tx.query(
    `INSERT INTO limit_counter AS c (counter, key, window_start, used)
     SELECT $1, $2, $3, $4::bigint WHERE $4::bigint <= $5::bigint
     ON CONFLICT (counter, key, window_start) DO UPDATE SET used = c.used + excluded.used
     WHERE c.used + excluded.used <= $5::bigint
     RETURNING used`,
    [use.counter, use.key, use.windowStart, use.by.toString(), use.limit.toString()],
  );
  return rows.length === 1;
}

/** Returns what was taken and not used, for example the rest of an estimate; never below nothing used. */
async function giveBack(tx: Tx, window: LimitWindow, by: number | bigint): Promise<void> {
  await tx.query(
    `UPDATE limit_counter SET used = greatest(0, used - $4::bigint)
     WHERE counter = $1 AND key = $2 AND window_start = $3`,
    [window.counter, window.key, window.windowStart, by.toString()],
  );
}

async function used(manager: EntityManager, window: LimitWindow): Promise<bigint> {
  const [row] = await manager.query(
    'SELECT used FROM limit_counter WHERE counter = $1 AND key = $2 AND window_start = $3',
    [window.counter, window.key, window.windowStart],
  );
  return BigInt(row?.used ?? 0);
}

/** What was used of a limit in one window, by all whom it limits. */
export interface WindowUse {
  used: bigint;
  counters: { key: string; used: bigint }[];
}

/** The counters of one window: those of `first`, then the others, and among both the most used first; `limit` of them. */
async function ofWindow(
  manager: EntityManager,
  { counter, windowStart }: Omit<LimitWindow, 'key'>,
  { first, limit }: { first: string[]; limit: number },
): Promise<WindowUse> {
  const rows: { key: string; used: string; all: string }[] = await manager.query(
    `SELECT key, used, sum(used) OVER ()::text AS all FROM limit_counter
     WHERE counter = $1 AND window_start = $2 ORDER BY key = ANY($3) DESC, used DESC, key LIMIT $4`,
    [counter, windowStart, first, limit],
  );
  const counters = rows.map(({ key, used: ofKey }) => ({ key, used: BigInt(ofKey) }));
  return { used: BigInt(rows[0]?.all ?? 0), counters };
}

/** Deletes windows that began before `before`, at most 1,000 at a time. @returns how many were deleted. */
async function forgetBefore(tx: Tx, before: Date): Promise<number> {
  const [, forgotten] = await tx.query(
    `DELETE FROM limit_counter WHERE (counter, key, window_start) IN (
       SELECT counter, key, window_start FROM limit_counter WHERE window_start < $1
       ORDER BY window_start LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
    [before],
  );
  return forgotten;
}

/** Limits per day and of money. They are rows of Postgres, so they hold when Redis is flushed. */
export const LimitCounters = { take, giveBack, used, ofWindow, forgetBefore } as const;
