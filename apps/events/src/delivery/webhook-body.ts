import type { FeedEvent } from '@guildhall/messages/events';

/** Receivers and what stands before them take less than is sent by everybody else: Standard Webhooks asks for under 20 kB. */
const longestBytes = 20_000;

/** The envelope as the feed gives it; `data` is left out where it were too long, and is then to be read in the feed. */
export function webhookBody(event: FeedEvent): string {
  const whole = JSON.stringify(event);
  if (Buffer.byteLength(whole) < longestBytes) return whole;
  return JSON.stringify({ ...event, data: null });
}
