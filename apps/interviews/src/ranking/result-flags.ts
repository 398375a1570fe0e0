import type { ScorecardDraft } from '../scoring/scorecard.js';

/** Codes of what a person should look at in a result: its reasons, the most telling first, then what was noticed of answers. */
export function resultFlags({ outcome, answers }: Pick<ScorecardDraft, 'outcome' | 'answers'>): string[] {
  const reasons = outcome.kind === 'ranked' ? outcome.reviewReasons : outcome.holdReasons;
  return [...new Set<string>([...reasons, ...answers.flatMap(({ flags }) => flags)])];
}
