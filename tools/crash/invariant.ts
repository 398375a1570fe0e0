import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '@guildhall/errors';

/** Something that has to be true again a while after the fault. @returns what is not, in words; nothing where it holds */
export interface Invariant {
  name: string;
  violations(): Promise<string[]>;
}

const againAfterMs = 250;

export interface Verdict {
  /** What did not hold at the end. */
  violations: string[];
  /** What had to be waited for longest, in words; null where all held at once. */
  lastToHold: string | null;
}

/**
 * Asks until all hold in one round, or the time is over. A round ends at the first that does not hold, so that asking is no
 * load of its own; one that held is asked again in the next, since what comes late may still break it.
 * @param invariants the cheap ones first
 * @param deadline of `performance.now()`
 */
export async function untilAllHold(invariants: readonly Invariant[], deadline: number): Promise<Verdict> {
  let lastToHold: string | null = null;
  for (;;) {
    const isLastRound = performance.now() > deadline;
    const violations: string[] = [];
    for (const invariant of invariants) {
      if (violations.length > 0 && !isLastRound) break;
      violations.push(...(await violationsOf(invariant)));
    }
    if (violations.length === 0 || isLastRound) return { violations, lastToHold };
    lastToHold = violations[0]!;
    await pause(againAfterMs);
  }
}

async function violationsOf({ name, violations }: Invariant): Promise<string[]> {
  try {
    return (await violations()).map((violation) => `${name}: ${violation}`);
  } catch (thrown) {
    return [`${name}: could not be asked: ${messageOf(thrown)}`];
  }
}
