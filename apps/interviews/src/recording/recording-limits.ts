/** What a take may be longer than its question's limit, for a recorder that stops late. */
export const graceSeconds = 20;

/** How long a person's answer may be; `timeFactor` is the interview's, 1 where nothing is agreed. */
export function answerSecondsFor(answerSeconds: number, timeFactor: number): number {
  return Math.ceil(answerSeconds * timeFactor);
}

/** The longest recording that is accepted for a question. */
export function longestTakeSeconds(answerSeconds: number, timeFactor: number): number {
  return answerSecondsFor(answerSeconds, timeFactor) + graceSeconds;
}
