import { setTimeout as pause } from 'node:timers/promises';

/** Most answers come at once; those that do not are asked for less and less often. */
const firstPauseMs = 20;
const longestPauseMs = 500;

/**
 * Asks until the answer is there.
 * @throws Error that names what was waited for, at the deadline
 */
export async function poll<T>(what: string, ask: () => Promise<T | null>, withinMs: number): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > deadline) throw new Error(`${what} did not come within ${withinMs / 1000} s.`);
    await pause(pauseMs);
  }
}
