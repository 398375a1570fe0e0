import type { CandidateFilterQuery } from '../../api/console-schemas.js';
import type { Schemas } from '../../api/queries.js';

export type Stage = NonNullable<Schemas['NamedCandidate']['stage']>;

/** Stages in which somebody can be ranked, in the order in which they follow each other. */
export const rankedStages = ['evaluated', 'held', 'advanced', 'not_selected', 'withdrawn'] as const satisfies Stage[];
export type RankedStage = (typeof rankedStages)[number];

export interface LeastLevel {
  criterionId: string;
  level: number;
}

/** Who is shown of the ranking. They stand in the address of the page, so that a link shows the same. */
export interface CandidateFilters {
  stages: RankedStage[];
  language: string | null;
  country: string | null;
  levels: LeastLevel[];
  needsReview: boolean | null;
  shortlistId: string | null;
  /** Words that were said. */
  words: string | null;
}

export const noFilters: CandidateFilters = {
  ...{ stages: [], language: null, country: null, levels: [] },
  ...{ needsReview: null, shortlistId: null, words: null },
};

/** What can be looked for among what was said. */
const wordsLimits = { shortest: 2, longest: 200 };

/** What of an address is no filter is left out. */
export function filtersOf(parameters: URLSearchParams): CandidateFilters {
  const matching = (name: string, pattern: RegExp) => {
    const value = parameters.get(name);
    return value !== null && pattern.test(value) ? value : null;
  };
  const review = matching('review', /^(yes|no)$/);
  return {
    stages: rankedStages.filter((stage) => parameters.getAll('stage').includes(stage)),
    language: matching('language', /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
    country: matching('country', /^[A-Z]{2}$/),
    levels: parameters.getAll('level').flatMap(leastLevelOf),
    needsReview: review === null ? null : review === 'yes',
    shortlistId: matching('shortlist', /^[a-z]{3}_[0-9a-f]{32}$/),
    words: wordsOf(parameters.get('q') ?? ''),
  };
}

export function parametersOf(filters: CandidateFilters): URLSearchParams {
  const { stages, language, country, levels, needsReview, shortlistId, words } = filters;
  return new URLSearchParams([
    ...stages.map((stage) => ['stage', stage]),
    ...(language === null ? [] : [['language', language]]),
    ...(country === null ? [] : [['country', country]]),
    ...levels.map(({ criterionId, level }) => ['level', `${criterionId}:${level}`]),
    ...(needsReview === null ? [] : [['review', needsReview ? 'yes' : 'no']]),
    ...(shortlistId === null ? [] : [['shortlist', shortlistId]]),
    ...(words === null ? [] : [['q', words]]),
  ]);
}

/** The same as the API takes them. */
export function filterQueryOf(filters: CandidateFilters): CandidateFilterQuery {
  const { stages, language, country, levels, needsReview, shortlistId, words } = filters;
  return {
    ...(stages.length > 0 && { stage: stages }),
    ...(language !== null && { language }),
    ...(country !== null && { country }),
    ...(levels.length > 0 && { level: levels.map(({ criterionId, level }) => `${criterionId}:${level}`) }),
    ...(needsReview !== null && { needsReview }),
    ...(shortlistId !== null && { shortlistId }),
    ...(words !== null && { q: words }),
  };
}

/** Where a file of those who are shown is. */
export function exportPath(openingId: string, filters: CandidateFilters, format: 'csv' | 'jsonl'): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(filterQueryOf(filters))) {
    for (const each of [value].flat()) query.append(name, String(each));
  }
  return `/v1/openings/${openingId}/candidates/export?${query}`;
}

export const isFiltered = (filters: CandidateFilters): boolean => parametersOf(filters).size > 0;

function wordsOf(text: string): string | null {
  const words = text.trim().slice(0, wordsLimits.longest);
  return words.length < wordsLimits.shortest ? null : words;
}

function leastLevelOf(text: string): LeastLevel[] {
  const [, criterionId, level] = /^([a-z][a-z0-9_]{0,39}):([1-5])$/.exec(text) ?? [];
  return criterionId === undefined ? [] : [{ criterionId, level: Number(level) }];
}
