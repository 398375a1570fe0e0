import type { SpendingLimit } from '../src/spending/spending-limit.js';

/** For tests that are about something else than money. */
export const unlimitedSpending: SpendingLimit = {
  spend: async (_purchase, call) => (await call()).value,
};
