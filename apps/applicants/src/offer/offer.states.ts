import type { OfferState } from '@guildhall/messages/applicants';

/**
 * Every allowed move of an offer. A contract that was signed in time may be heard of after the offer has expired here: what
 * contracts says of it counts. A contract can be taken back until it is sealed, so also after the last signature, by which its
 * offer was accepted: withdrawn it makes room for another one.
 */
export const offerTransitions = {
  accept: { from: ['extended', 'expired'], to: 'accepted' },
  decline: { from: ['extended', 'expired'], to: 'declined' },
  expire: { from: ['extended'], to: 'expired' },
  withdraw: { from: ['extended', 'accepted'], to: 'withdrawn' },
} as const satisfies Record<string, { from: readonly OfferState[]; to: OfferState }>;

export type OfferTransition = keyof typeof offerTransitions;
