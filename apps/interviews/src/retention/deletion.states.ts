import type { DeletionState } from '@guildhall/messages/interviews';

/** Every allowed move of a deletion. From `erasing` on there is no way back: keys are being destroyed. */
export const deletionTransitions = {
  hold: { from: ['requested'], to: 'held' },
  resume: { from: ['held'], to: 'requested' },
  erase: { from: ['requested'], to: 'erasing' },
  askOthers: { from: ['erasing'], to: 'awaiting_others' },
  complete: { from: ['awaiting_others'], to: 'completed' },
} as const satisfies Record<string, { from: readonly DeletionState[]; to: DeletionState }>;

/** In these nothing new about the person is written down: it would outlive what they asked to be gone. */
export const eraseStates: readonly DeletionState[] = ['erasing', 'awaiting_others', 'completed'];

export type DeletionTransition = keyof typeof deletionTransitions;
