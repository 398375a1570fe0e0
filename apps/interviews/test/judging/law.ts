import { generator } from '../answer-changes.js';

/** One thing that a law is tried by; what it broke of the law in words, or null. */
export type Trial = () => string | null | Promise<string | null>;

/** Something that must hold of whatever an answer, a transcript or a judge may do. */
export interface Law {
  /** A sentence about what is judged: `A score does not rise by …`. */
  name: string;
  /** The same trials in the same order each time; of generated ones at most `most`. */
  trials(most: number): readonly Trial[];
}

export interface LawOutcome {
  law: string;
  trials: number;
  /** Empty where the law held. */
  violations: string[];
}

/**
 * Puts a law to all of its trials, or to `most` of them, drawn from all over and always the same.
 * @throws Error where there is nothing to try it by: it would hold of anything
 */
export async function tried(law: Law, most = Number.POSITIVE_INFINITY): Promise<LawOutcome> {
  const trials = drawn(law.trials(most), most);
  if (trials.length === 0) throw new Error(`There is nothing to try this by: ${law.name}`);
  const violations: string[] = [];
  for (const trial of trials) {
    const violation = await trial();
    if (violation !== null) violations.push(violation);
  }
  return { law: law.name, trials: trials.length, violations };
}

function drawn<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  const random = generator(1);
  return all
    .map((one) => ({ one, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, most)
    .map(({ one }) => one);
}
