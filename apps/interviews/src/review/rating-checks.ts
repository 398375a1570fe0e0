import type { CriterionChange, CriterionRating } from '@guildhall/messages/interviews';
import { fold } from '../scoring/folding.js';

export interface FieldError {
  field: string;
  message: string;
}

/** Levels between a reviewer's blind rating and the engine's from which on another person has to look. */
const farApartLevels = 2;

/**
 * What is wrong with the ratings of a result: each criterion of its plan once, and quotes that are the applicant's words.
 * @param criteria ids, in the plan's order
 * @param spoken what was said, as it was heard and as it was corrected, by question
 */
export function faultsOfRatings(
  ratings: readonly CriterionRating[],
  criteria: readonly string[],
  spoken: ReadonlyMap<string, readonly string[]>,
): FieldError[] {
  const missing = criteria.filter((id) => !ratings.some(({ criterion }) => criterion === id));
  return [
    ...faultsOfNames(ratings, 'ratings', criteria),
    ...missing.map((id) => ({ field: 'ratings', message: `has no level for criterion ${id}` })),
    ...ratings.flatMap(({ quote }, at) => {
      if (!quote) return [];
      const wanted = fold(quote.text);
      const said = spoken.get(quote.questionId) ?? [];
      if (wanted !== '' && said.some((text) => fold(text).includes(wanted))) return [];
      const message = `does not stand in the answer to ${quote.questionId}; mark words of the transcript`;
      return [{ field: `ratings.${at}.quote.text`, message }];
    }),
  ];
}

/** What is wrong with changes after the reveal: each of one rated criterion, to another level. */
export function faultsOfChanges(
  changes: readonly CriterionChange[],
  blindLevels: ReadonlyMap<string, number>,
): FieldError[] {
  return [
    ...faultsOfNames(changes, 'changes', [...blindLevels.keys()]),
    ...changes.flatMap(({ criterion, level }, at) =>
      blindLevels.get(criterion) === level
        ? [{ field: `changes.${at}.level`, message: `is the level that you gave; leave out what you keep` }]
        : [],
    ),
  ];
}

/** Whether they differ so much in any criterion that one of them has missed something. */
export function areFarApart(
  ratings: readonly { criterion: string; level: number }[],
  engineLevels: ReadonlyMap<string, number>,
): boolean {
  return ratings.some(({ criterion, level }) => {
    const engines = engineLevels.get(criterion);
    return engines !== undefined && Math.abs(level - engines) >= farApartLevels;
  });
}

function faultsOfNames(
  given: readonly { criterion: string }[],
  list: string,
  criteria: readonly string[],
): FieldError[] {
  return given.flatMap(({ criterion }, at) => {
    const field = `${list}.${at}.criterion`;
    if (!criteria.includes(criterion)) return [{ field, message: `names ${criterion}, which the plan does not have` }];
    const isRepeated = given.findIndex((other) => other.criterion === criterion) < at;
    return isRepeated ? [{ field, message: `names ${criterion} a second time` }] : [];
  });
}
