import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 20;
const defaultTimeoutMs = 5_000;

/**
 * Waits until `condition` gives something truthy, and returns that. Tests wait for what they expect and never for a time.
 * @throws Error at the deadline; with what `condition` threw last, if it did.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  options: { timeoutMs?: number; what?: string } = {},
): Promise<NonNullable<T>> {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown;
    try {
      const value = await condition();
      if (value) return value;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`${options.what ?? 'The condition'} did not come true within ${timeoutMs} ms.`, {
        cause: failure,
      });
    }
    await delay(pollMs);
  }
}
