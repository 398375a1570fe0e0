import { AppError } from '@guildhall/errors';
import type { CriterionWeight, WhatIfPlace } from '@guildhall/messages/interviews';
import type { PlanDocument } from '../plan/plan-document.js';
import { rankBands } from '../scoring/rank-bands.js';
import { intervalOf } from '../scoring/spread.js';
import { formatTotal } from '../scoring/total.js';
import type { Reweighed, Weight } from './what-if.repository.js';

const wholeWeight = 100;

/**
 * The weights that count, in basis points.
 * @throws AppError `validation_failed` that names what is wrong with them
 */
export function checkedWeights(weights: readonly CriterionWeight[], { criteria }: PlanDocument): Weight[] {
  const known = new Set(criteria.map(({ id }) => id));
  const errors = weights.flatMap(({ criterionId }, at) => {
    const field = `weights.${at}.criterionId`;
    if (!known.has(criterionId)) return [{ field, message: `${criterionId} is no criterion of the opening's plan` }];
    const isRepeated = weights.findIndex((other) => other.criterionId === criterionId) < at;
    return isRepeated ? [{ field, message: `${criterionId} has a weight above` }] : [];
  });
  const sum = weights.reduce((total, { weight }) => total + weight, 0);
  if (sum !== wholeWeight) errors.push({ field: 'weights', message: `add up to ${sum} instead of ${wholeWeight}` });
  if (errors.length > 0) {
    throw new AppError('validation_failed', 'Weights name criteria of the plan, each once, and add up to 100.', {
      errors,
    });
  }
  return weights
    .filter(({ weight }) => weight > 0)
    .map(({ criterionId, weight }) => ({ criterionId, weightBp: weight * 100 }));
}

/**
 * The places of the first `most` by the plan's own rules for intervals and ties. A band that holds the last of those who were weighed
 * may be longer, unless they are all.
 */
export function whatIfPlaces(
  reweighed: readonly Reweighed[],
  { interval, tie }: PlanDocument,
  most: number,
): WhatIfPlace[] {
  const byScorecard = new Map(reweighed.map((each) => [each.scorecardId, each]));
  const entries = reweighed.map(({ scorecardId, totalBp, standardError }) => ({
    ...{ id: scorecardId, totalBp, se: standardError },
  }));
  const bands = rankBands(entries, tie.z);
  const places = bands.flatMap(({ rank, band, members }) => {
    const bandSize = reweighed.length > most && band === bands.length ? null : members.length;
    return members.map(({ id, totalBp, se }) => {
      const { applicationId, storedRank } = byScorecard.get(id)!;
      const { low, high } = intervalOf(totalBp / 10_000, se, interval.z);
      const bounds = { low: low.toFixed(2), high: high.toFixed(2), level: interval.level };
      return { applicationId, rank, band, bandSize, total: formatTotal(totalBp), interval: bounds, storedRank };
    });
  });
  return places.slice(0, most);
}
