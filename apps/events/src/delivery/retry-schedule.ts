const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/**
 * What is waited before each try: ten of them within some three days.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
 */
export const retryDelaysMs = [
  ...[0, 5 * secondMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs],
  ...[5 * hourMs, 10 * hourMs, 14 * hourMs, 20 * hourMs, 24 * hourMs],
];

/** So that what failed together does not come back together. */
const jitter = 0.1;

/**
 * Milliseconds until the next try, a tenth more or less; null where there is none.
 * @param attempts made so far
 * @param chance from 0 to 1
 */
export function nextRetryMs(attempts: number, chance: number): number | null {
  const delayMs = retryDelaysMs[attempts];
  if (delayMs === undefined) return null;
  return Math.round(delayMs * (1 - jitter + 2 * jitter * chance));
}
