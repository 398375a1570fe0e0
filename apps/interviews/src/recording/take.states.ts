import { type InterviewState, interviewStates, type TakeState } from '@guildhall/messages/interviews';
import { hearingStates } from '../interview/interview.states.js';

/** Every allowed move of a take; from `completed` on, its bytes are ours and each further move is one job's doing. */
export const takeTransitions = {
  complete: { from: ['open'], to: 'completed' },
  discard: { from: ['open'], to: 'discarded' },
  store: { from: ['completed'], to: 'stored' },
  probe: { from: ['stored'], to: 'probed' },
  remux: { from: ['probed'], to: 'remuxed' },
  extractAudio: { from: ['remuxed'], to: 'audio_ready' },
  transcribe: { from: ['audio_ready'], to: 'transcribed' },
  reject: { from: ['stored', 'probed', 'remuxed', 'audio_ready'], to: 'rejected' },
} as const satisfies Record<string, { from: readonly TakeState[]; to: TakeState }>;

export type TakeTransition = keyof typeof takeTransitions;

export interface TakeStep {
  /** Also the name of its fault point. */
  name: string;
  from: TakeState;
  /** States of the interview in which it is still wanted; elsewhere its job ends without an effect. */
  within: readonly InterviewState[];
}

/**
 * What each job finds its take in. Acknowledged bytes are brought to safety and looked at whatever became of the interview,
 * so that none lies in the spool for ever; no program listens to them once the interview was taken back or given to a person.
 */
export const takeSteps = {
  move: { name: 'move', from: 'completed', within: interviewStates },
  probe: { name: 'probe', from: 'stored', within: interviewStates },
  remux: { name: 'remux', from: 'probed', within: hearingStates },
  extractAudio: { name: 'audio', from: 'remuxed', within: ['submitted'] },
  transcribe: { name: 'transcribe', from: 'audio_ready', within: ['submitted'] },
} as const satisfies Record<string, TakeStep>;

/** States in which nothing more happens to the recording of a chosen take. */
export const finalTakeStates: readonly TakeState[] = ['transcribed', 'rejected', 'discarded'];
