import { earnedLevels, type Level, type LevelRule } from '../plan/level-rule.js';
import type { PlanIndicator } from '../plan/plan-document.js';

export type LeveledIndicator = Pick<PlanIndicator, 'id' | 'polarity' | 'core' | 'cap'>;

/** The highest level whose two thresholds are both reached, else 1. */
export function baseLevel(rule: LevelRule, positivesMet: number, coreMet: number): Level {
  const reached = earnedLevels.filter((level) => positivesMet >= rule[level].any && coreMet >= rule[level].core);
  return reached.at(-1) ?? 1;
}

/**
 * The level of a criterion from the indicators met: what the positives earn, capped by every contradiction met.
 * A positive never lowers it, a contradiction never raises it.
 */
export function levelOf(
  rule: LevelRule,
  indicators: readonly LeveledIndicator[],
  isMet: (indicator: string) => boolean,
): Level {
  const met = indicators.filter((indicator) => isMet(indicator.id));
  const positives = met.filter((indicator) => indicator.polarity === 'positive');
  const base = baseLevel(rule, positives.length, positives.filter((indicator) => indicator.core).length);
  return met
    .filter((indicator) => indicator.polarity === 'contradiction')
    .reduce<Level>((level, contradiction) => Math.min(level, capOf(contradiction)) as Level, base);
}

/** The highest level left once a contradiction is met. Publishing refuses one without a cap. */
export function capOf(contradiction: Pick<PlanIndicator, 'id' | 'cap'>): Level {
  if (contradiction.cap === undefined) throw new TypeError(`Contradiction ${contradiction.id} has no cap.`);
  return contradiction.cap as Level;
}
