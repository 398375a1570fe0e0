import type { InterviewState } from '@guildhall/messages/interviews';

/**
 * Every allowed move of an interview. The repository turns a row of this table into the condition of its UPDATE, so a move
 * that is not here cannot be written.
 */
export const interviewTransitions = {
  consent: { from: ['invited'], to: 'consented' },
  start: { from: ['consented', 'insufficient_data'], to: 'in_progress' },
  submit: { from: ['in_progress'], to: 'submitted' },
  reopen: { from: ['submitted'], to: 'in_progress' },
  transcribe: { from: ['submitted'], to: 'transcribed' },
  openTranscriptCheck: { from: ['transcribed'], to: 'transcript_check' },
  startScoring: { from: ['transcript_check'], to: 'scoring' },
  score: { from: ['scoring'], to: 'scored' },
  findInsufficient: { from: ['submitted', 'scoring'], to: 'insufficient_data' },
  handToPerson: { from: ['scoring'], to: 'needs_human' },
  takeHumanPath: {
    from: [
      'invited',
      'consented',
      'in_progress',
      'submitted',
      'transcribed',
      'transcript_check',
      'scoring',
      'scored',
      'insufficient_data',
      'needs_human',
    ],
    to: 'human_path',
  },
  expire: { from: ['invited', 'consented', 'in_progress'], to: 'expired' },
  withdraw: {
    from: [
      'invited',
      'consented',
      'in_progress',
      'submitted',
      'transcribed',
      'transcript_check',
      'scoring',
      'scored',
      'insufficient_data',
      'needs_human',
      'human_path',
    ],
    to: 'withdrawn',
  },
} as const satisfies Record<string, { from: readonly InterviewState[]; to: InterviewState }>;

export type InterviewTransition = keyof typeof interviewTransitions;

/** States in which the applicant may still add, replace or choose answers. */
export const answerableStates: readonly InterviewState[] = ['consented', 'in_progress', 'insufficient_data'];

/** States in which more time for the answers can still be of use. */
export const adjustableStates: readonly InterviewState[] = ['invited', ...answerableStates];

/** States in which a fresh take is granted for one that could not be used: the applicant can still make it. */
export const retakeStates: readonly InterviewState[] = ['in_progress', 'submitted', 'scoring', 'insufficient_data'];

/** States in which the takes that count are made ready to be heard: by the engines, or by a person. */
export const hearingStates: readonly InterviewState[] = ['submitted', 'human_path'];
