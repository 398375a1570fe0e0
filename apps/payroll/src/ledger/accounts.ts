import type { HoldReason } from '@guildhall/messages/payroll';

/** The rail that payouts take. */
const rail = 'ach';
const bank = 'main';

/** The names of the ledger's accounts; the database refuses any other. */
export const accounts = {
  expense: 'expense:contractor',
  payable: (personId: string) => `payable:${personId}`,
  held: (personId: string, reason: HoldReason) => `held:${personId}:${reason}`,
  clearing: `clearing:${rail}`,
  cash: `cash:${bank}`,
} as const;

/** Where a payout's money stands while it is not on its way. */
export function owedAccount(personId: string, holdReason: HoldReason | null): string {
  return holdReason === null ? accounts.payable(personId) : accounts.held(personId, holdReason);
}
