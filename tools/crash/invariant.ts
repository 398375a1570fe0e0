import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '@guildhall/errors';

/** Something that has to be true again a while after the fault. @returns what is not, in words; nothing where it holds */
export interface Invariant {
  name: string;
  violations(): Promise<string[]>;
}

const againAfterMs = 250;

/**
 * Asks until all hold or the time is over. One that holds is asked again with the others, since what comes late may still
 * break it.
 * @param deadline of `performance.now()`
 * @returns what did not hold at the end
 */
export async function untilAllHold(invariants: readonly Invariant[], deadline: number): Promise<string[]> {
  for (;;) {
    const violations: string[] = [];
    for (const invariant of invariants) violations.push(...(await violationsOf(invariant)));
    if (violations.length === 0 || performance.now() > deadline) return violations;
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
