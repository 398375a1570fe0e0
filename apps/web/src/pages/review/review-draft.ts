import type { Schemas } from '../../api/queries.js';

/** What a reviewer makes of one criterion so far. */
export interface RatingDraft {
  /** 1 to 5 */
  level: number | null;
  quote: Schemas['ReviewQuote'] | null;
  note: string;
}

/** By criterion; those that nothing was said of yet are absent. */
export type ReviewDraft = Readonly<Record<string, RatingDraft>>;

export const nothingYet: RatingDraft = { level: null, quote: null, note: '' };

const storageKey = (reviewId: string) => `guildhall-review-${reviewId}`;

/** What stood in the tab before it was loaded anew; whatever cannot be read is left out. */
export function readDraft(stored: string | null, criteria: readonly string[]): ReviewDraft {
  const given = parsed(stored);
  const known = criteria.flatMap((criterion) => {
    const rating = ratingFrom(given[criterion]);
    return rating ? [[criterion, rating] as const] : [];
  });
  return Object.fromEntries(known);
}

function parsed(stored: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function ratingFrom(value: unknown): RatingDraft | null {
  if (value === null || typeof value !== 'object') return null;
  const { level, quote, note } = value as Partial<RatingDraft>;
  const isLevel = typeof level === 'number' && Number.isInteger(level) && level >= 1 && level <= 5;
  const isQuote = typeof quote?.questionId === 'string' && typeof quote.text === 'string';
  return {
    level: isLevel ? level : null,
    quote: isQuote ? { questionId: quote.questionId, text: quote.text } : null,
    note: typeof note === 'string' ? note : '',
  };
}

/** Of the criteria in their order: the first without a level; null where each has one. */
export const firstMissing = (draft: ReviewDraft, criteria: readonly string[]): string | null =>
  criteria.find((criterion) => (draft[criterion]?.level ?? null) === null) ?? null;

/** As the API takes them, once each has a level. */
export function ratingsOf(draft: ReviewDraft, criteria: readonly string[]): Schemas['CriterionRating'][] {
  return criteria.flatMap((criterion) => {
    const { level, quote, note } = draft[criterion] ?? nothingYet;
    if (level === null) return [];
    return [{ criterion, level, ...(quote && { quote }), ...(note.trim() !== '' && { note: note.trim() }) }];
  });
}

/** For browsers that keep nothing, the page has it until it is left. */
export function storeDraft(reviewId: string, draft: ReviewDraft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(storageKey(reviewId));
    else sessionStorage.setItem(storageKey(reviewId), JSON.stringify(draft));
  } catch {
    // It is in memory.
  }
}

export function storedDraft(reviewId: string): string | null {
  try {
    return sessionStorage.getItem(storageKey(reviewId));
  } catch {
    return null;
  }
}
