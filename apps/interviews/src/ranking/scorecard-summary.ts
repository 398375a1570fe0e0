import type { ScorecardDraft } from '../scoring/scorecard.js';

/** By criterion. */
export interface ScorecardSummary {
  levels: Record<string, number>;
  variances: Record<string, number>;
}

/** Of a ranked result, whose criteria all have levels. The variance is that of the distribution that the interval was made from. */
export function scorecardSummary({ criteria }: Pick<ScorecardDraft, 'criteria'>): ScorecardSummary {
  const judged = criteria.filter(({ level }) => level !== null);
  return {
    levels: Object.fromEntries(judged.map(({ criterion, level }) => [criterion, level as number])),
    variances: Object.fromEntries(
      judged.map(({ criterion, levelProbabilities }) => [criterion, varianceOf(levelProbabilities ?? [])]),
    ),
  };
}

/** @param probabilities of levels 1 to 5 */
function varianceOf(probabilities: readonly number[]): number {
  const moment = (exponent: number) =>
    probabilities.reduce((sum, probability, index) => sum + probability * (index + 1) ** exponent, 0);
  // Probabilities are rounded to six places: a sure level may come out below nothing.
  return Math.max(0, moment(2) - moment(1) ** 2);
}
