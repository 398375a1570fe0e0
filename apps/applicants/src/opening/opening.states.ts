import type { OpeningState } from '@guildhall/messages/applicants';

/** Every allowed move of an opening. A closed one can be opened again; interviews that were invited go on either way. */
export const openingTransitions = {
  open: { from: ['draft', 'closed'], to: 'open' },
  close: { from: ['open'], to: 'closed' },
} as const satisfies Record<string, { from: readonly OpeningState[]; to: OpeningState }>;

export type OpeningTransition = keyof typeof openingTransitions;
