import type { Candidate } from '../../api/console-schemas.js';

const knownFlags = [
  ...([
    'appeal',
    'contradiction_vote',
    'passes_disagree',
    'rejected_quote_decisive',
    'transcript_changed_much',
  ] as const),
  ...(['tied_vote', 'majority_unclear', 'confidence_low', 'interval_crosses_review_line', 'random_sample'] as const),
  ...(['second_reader', 'instruction_in_answer', 'confidence_unknown', 'baseline_engine'] as const),
  ...(['one_token', 'repeats_question', 'list_like', 'off_topic'] as const),
];
export type KnownFlag = (typeof knownFlags)[number];

/** What the legend says of everybody that the demonstration engine has compared. */
const ofTheEngine = new Set(['baseline_engine', 'confidence_unknown']);

/** Codes, without those that hold for everybody of the demonstration engine. */
export function flagsOf({ flags, scorecard }: Pick<Candidate, 'flags' | 'scorecard'>): string[] {
  return scorecard.engine === 'baseline' ? flags.filter((code) => !ofTheEngine.has(code)) : flags;
}

export const isKnownFlag = (code: string): code is KnownFlag => knownFlags.some((known) => known === code);
