import { useState } from 'react';
import { nothingYet, type RatingDraft, type ReviewDraft, readDraft, storeDraft, storedDraft } from './review-draft.js';

/** What was given so far, kept in the tab until it is saved: a reload loses none of it. */
export function useReviewDraft(
  reviewId: string,
  criteria: readonly string[],
): [ReviewDraft, (criterion: string, changes: Partial<RatingDraft>) => void] {
  const [draft, setDraft] = useState(() => readDraft(storedDraft(reviewId), criteria));
  const change = (criterion: string, changes: Partial<RatingDraft>) => {
    setDraft((before) => {
      const after = { ...before, [criterion]: { ...(before[criterion] ?? nothingYet), ...changes } };
      storeDraft(reviewId, after);
      return after;
    });
  };
  return [draft, change];
}
