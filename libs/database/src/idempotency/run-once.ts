import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@guildhall/errors';
import { actorLabel, type CallContext } from '@guildhall/messages/contract';
import type { Database } from '../database.js';
import type { Tx } from '../tx.js';
import { type CommandKind, IdempotentCommandEntity } from './idempotent-command.entity.js';

export interface RunOnceOptions {
  /** The reply holds a secret (a session, an API key): it is not kept, and a repeat answers `secret_not_repeated`. */
  secret?: boolean;
  /** A key that moved money is never forgotten; others are kept for at least 24 hours. */
  kind?: CommandKind;
  /** How long a repeat waits for the first to end; 5 s unless a test says otherwise. */
  waitTimeoutMs?: number;
}

interface Claim {
  actor: string;
  key: string;
  fingerprint: string;
}

type Attempt<T> = { state: 'done'; reply: T } | { state: 'busy' };

const defaultWaitTimeoutMs = 5_000;
const shortestPollMs = 20;
const longestPollMs = 250;

/**
 * Runs `work` once per actor and idempotency key: the effect and the memory of its reply commit together, and a repeat is
 * answered from memory. A failed effect is not remembered. Without a key in the context `work` simply runs.
 *
 * A repeat that arrives while the first still runs waits without holding a connection, since waiters that did would starve
 * the very transaction they wait for.
 *
 * @throws AppError `idempotency_key_reused` (the key came with another request before), `secret_not_repeated`,
 *   `in_progress` (the first still runs after 5 s), and whatever `work` throws.
 */
export async function runOnce<T extends object>(
  database: Database,
  context: CallContext,
  work: (tx: Tx) => Promise<T>,
  options: RunOnceOptions = {},
): Promise<T> {
  if (!context.idempotency) return await database.transaction(work);
  const claim: Claim = { actor: actorLabel(context.actor), ...context.idempotency };
  const deadline = performance.now() + (options.waitTimeoutMs ?? defaultWaitTimeoutMs);
  for (let pollMs = shortestPollMs; ; pollMs = Math.min(2 * pollMs, longestPollMs)) {
    const attempt = await database.transaction((tx) => attemptOnce(tx, claim, work, options));
    if (attempt.state === 'done') return attempt.reply;
    const waitMs = pollMs * (0.5 + Math.random());
    if (performance.now() + waitMs > deadline) throw stillInProgress();
    await delay(waitMs);
  }
}

/**
 * `runOnce` for a command whose effect uses up what it has to show first: a code that works once, a password that is
 * another one afterwards. A repeat can show it no more, so where the check fails the memory is asked before.
 *
 * @param check runs outside of the effect's transaction; what it gives is handed to `work`
 * @throws what `check` throws where nothing is remembered, and everything that `runOnce` throws
 */
export async function runOnceAfter<C, T extends object>(
  database: Database,
  context: CallContext,
  check: () => Promise<C>,
  work: (tx: Tx, checked: C) => Promise<T>,
  options: RunOnceOptions = {},
): Promise<T> {
  let checked: C;
  try {
    checked = await check();
  } catch (thrown) {
    const remembered = await recall<T>(database, context);
    if (remembered === null) throw thrown;
    return remembered;
  }
  return await runOnce(database, context, (tx) => work(tx, checked), options);
}

async function recall<T extends object>(database: Database, context: CallContext): Promise<T | null> {
  if (!context.idempotency) return null;
  const claim: Claim = { actor: actorLabel(context.actor), ...context.idempotency };
  const where = { actor: claim.actor, key: claim.key };
  const remembered = await database.read.findOneBy(IdempotentCommandEntity, where);
  return remembered && replay<T>(remembered, claim);
}

async function attemptOnce<T extends object>(
  tx: Tx,
  claim: Claim,
  work: (tx: Tx) => Promise<T>,
  options: RunOnceOptions,
): Promise<Attempt<T>> {
  // Two statements, in this order: the second must see what the lock's last holder committed.
  const locked = await tryLock(tx, claim);
  const remembered = await tx.findOneBy(IdempotentCommandEntity, { actor: claim.actor, key: claim.key });
  if (remembered) return { state: 'done', reply: replay<T>(remembered, claim) };
  if (!locked) return { state: 'busy' };
  const result = await work(tx);
  const reply = JSON.stringify(result);
  await tx.query(
    `INSERT INTO idempotent_command (actor, key, fingerprint, kind, reply, created_at) VALUES ($1, $2, $3, $4, $5, now())`,
    [claim.actor, claim.key, claim.fingerprint, options.kind ?? 'ordinary', options.secret ? null : reply],
  );
  // Through JSON like every repeat, so that the first reply and the later ones cannot differ.
  return { state: 'done', reply: JSON.parse(reply) };
}

/** Held until the transaction ends, also when the process that runs it is killed. */
async function tryLock(tx: Tx, claim: Claim): Promise<boolean> {
  const digest = createHash('sha256')
    .update(JSON.stringify(['run-once', claim.actor, claim.key]))
    .digest();
  const [{ locked }] = await tx.query('SELECT pg_try_advisory_xact_lock($1) AS locked', [
    digest.readBigInt64BE(0).toString(),
  ]);
  return locked;
}

function replay<T extends object>(remembered: IdempotentCommandEntity, claim: Claim): T {
  if (remembered.fingerprint !== claim.fingerprint) {
    throw new AppError(
      'idempotency_key_reused',
      'This Idempotency-Key was used with another request before; send a new key for a new request.',
    );
  }
  if (remembered.reply === null) {
    throw new AppError(
      'secret_not_repeated',
      'This request took effect before, and its answer holds a secret that is shown once; ask anew with a new key.',
    );
  }
  return remembered.reply as T;
}

function stillInProgress(): AppError {
  return new AppError('in_progress', 'The first request with this Idempotency-Key still runs; repeat it shortly.', {
    retryAfterSeconds: 1,
  });
}
