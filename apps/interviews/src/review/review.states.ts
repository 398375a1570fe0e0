import type { InterviewState, ReviewProgress } from '@guildhall/messages/interviews';

/** Every allowed move of a review. Ratings are given before the engine's result is shown, so there is no way back from `rated`. */
export const reviewTransitions = {
  rate: { from: ['open'], to: 'rated' },
  conclude: { from: ['rated'], to: 'concluded' },
} as const satisfies Record<string, { from: readonly ReviewProgress[]; to: ReviewProgress }>;

export type ReviewTransition = keyof typeof reviewTransitions;

/** States of an interview whose result is reviewed: not while it is taken back, given to a person, or about to be erased. */
export const reviewedStates: readonly InterviewState[] = ['scored', 'needs_human', 'insufficient_data'];
