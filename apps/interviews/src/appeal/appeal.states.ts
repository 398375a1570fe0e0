import type { AppealEntity } from './appeal.entity.js';

type AppealState = AppealEntity['state'];

/** Every allowed move of an appeal. There is one for each application, so nothing leads back. */
export const appealTransitions = {
  conclude: { from: ['open'], to: 'concluded' },
} as const satisfies Record<string, { from: readonly AppealState[]; to: AppealState }>;
