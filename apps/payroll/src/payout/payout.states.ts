import type { PayoutState } from '@guildhall/messages/payroll';

/** Every allowed move of a payout. `settled → returned`: a bank may send money back days after it was booked. */
export const payoutTransitions = {
  hold: { from: ['ready', 'held'], to: 'held' },
  release: { from: ['held'], to: 'ready' },
  batch: { from: ['ready'], to: 'batched' },
  /** Its file was abandoned before the bank saw it. */
  unbatch: { from: ['batched'], to: 'ready' },
  send: { from: ['batched'], to: 'sent' },
  refuse: { from: ['batched'], to: 'rejected' },
  accept: { from: ['sent'], to: 'accepted' },
  settle: { from: ['sent', 'accepted'], to: 'settled' },
  reject: { from: ['sent', 'accepted'], to: 'rejected' },
  returnBefore: { from: ['sent', 'accepted'], to: 'returned' },
  returnAfter: { from: ['settled'], to: 'returned' },
  reissue: { from: ['rejected', 'returned'], to: 'reissued' },
} as const satisfies Record<string, { from: readonly PayoutState[]; to: PayoutState }>;

export type PayoutTransition = keyof typeof payoutTransitions;

/** Of these the bank says nothing more, unless it sends money back. */
export const finalStates = ['settled', 'rejected', 'returned', 'reissued'] as const satisfies readonly PayoutState[];

/** Of these nothing is owed any more, or by another payout. */
export const doneStates = ['settled', 'reissued'] as const satisfies readonly PayoutState[];
