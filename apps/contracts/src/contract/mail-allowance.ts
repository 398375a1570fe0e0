import { LimitCounters, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';

const windowMs = 15 * 60_000;

/**
 * Counts a mail that a signer asks for, so many for each quarter of an hour.
 * @throws AppError `too_many_mails` with the time to wait
 */
export async function takeMail(
  tx: Tx,
  { counter, key, limit }: { counter: string; key: string; limit: number },
  at: Date,
): Promise<void> {
  const windowStart = new Date(Math.floor(at.getTime() / windowMs) * windowMs);
  if (await LimitCounters.take(tx, { counter, key, windowStart, by: 1, limit })) return;
  const retryAfterSeconds = Math.ceil((windowStart.getTime() + windowMs - at.getTime()) / 1000);
  throw new AppError('too_many_mails', 'Too many mails were asked for; use the newest one, or try later.', {
    retryAfterSeconds,
  });
}
