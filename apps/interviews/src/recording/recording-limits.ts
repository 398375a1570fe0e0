/** What a take may be longer than its question's limit, for a recorder that stops late. */
export const graceSeconds = 20;

/** The longest recording that is accepted for a question; `factor` is the person's extension where one is agreed. */
export function longestTakeSeconds(answerSeconds: number, factor = 1): number {
  return Math.ceil(answerSeconds * factor) + graceSeconds;
}
