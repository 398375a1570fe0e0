import { createHash } from 'node:crypto';

/**
 * Whether a result is one of those that a person looks at though nothing about it asks for it. Drawn from the interview's
 * id and not by chance of the moment, so that judging again the same draws the same, and the answers have no part in it.
 *
 * @param percent of all interviews that are drawn, from 0 to 100
 */
export function isInReviewSample(interviewId: string, percent: number): boolean {
  const drawn = createHash('sha256').update(`review-sample:${interviewId}`).digest().readUInt32BE(0);
  return drawn < (percent / 100) * 2 ** 32;
}
