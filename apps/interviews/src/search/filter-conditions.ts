import { uuidOf } from '@guildhall/messages/contract';
import type { HardFilters } from '@guildhall/messages/interviews';
import type { SqlParameters } from './sql-parameters.js';

type Filters = Omit<HardFilters, 'limit' | 'cursor'>;

/**
 * What the filters ask of an `interview`, as it is at the moment, and of the `scorecard` with its `summary` where they are joined.
 * A stage that was never told is let through: whoever shows the rows asks applicants for it.
 */
export function filterConditions(filters: Filters, parameters: SqlParameters): string[] {
  const { stage, language, country, level = [], needsReview, shortlistId } = filters;
  const conditions: string[] = [];
  if (stage?.length) conditions.push(`(interview.stage IS NULL OR interview.stage = ANY(${parameters.add(stage)}))`);
  if (language !== undefined) {
    const [tag, kinds] = [parameters.add(language.toLowerCase()), parameters.add(`${language.toLowerCase()}-%`)];
    conditions.push(`(lower(interview.language) = ${tag} OR lower(interview.language) LIKE ${kinds})`);
  }
  if (country !== undefined) conditions.push(`interview.country = ${parameters.add(country)}`);
  for (const wanted of level) {
    const [criterion, least] = wanted.split(':');
    const reached = `(summary.levels ->> ${parameters.add(criterion)})::integer`;
    conditions.push(`${reached} >= ${parameters.add(Number(least))}`);
  }
  if (needsReview !== undefined) conditions.push(`${asksForReview} = ${parameters.add(needsReview)}`);
  if (shortlistId !== undefined) {
    conditions.push(`EXISTS (SELECT FROM shortlist_candidate AS listed
      WHERE listed.shortlist_id = ${parameters.add(uuidOf(shortlistId))} AND listed.application_id = interview.application_id)`);
  }
  return conditions;
}

const asksForReview = `(scorecard.review_required OR scorecard.outcome = 'held_out')`;

/** Which rows the conditions are about, beside the interview's. */
export function joinsFor({ level = [], needsReview }: Filters): { scorecard: boolean; summary: boolean } {
  return { scorecard: needsReview !== undefined, summary: level.length > 0 };
}
