import type { TakeState } from '@guildhall/messages/interviews';

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

/** States in which nothing more happens to the recording of a chosen take. */
export const finalTakeStates: readonly TakeState[] = ['transcribed', 'rejected', 'discarded'];
