import type { PayRunState } from '@guildhall/messages/payroll';

/** Every allowed move of a pay run. That two people approved it, the database itself asks before it goes beyond `calculated`. */
export const payRunTransitions = {
  recalculate: { from: ['draft', 'calculated'], to: 'draft' },
  calculate: { from: ['draft'], to: 'calculated' },
  approve: { from: ['calculated'], to: 'approved' },
  file: { from: ['approved'], to: 'filed' },
  submit: { from: ['filed'], to: 'submitted' },
  /** Where all of it rounds to nothing there is nothing to hand to a bank. */
  settleWithoutPay: { from: ['approved'], to: 'settled' },
  settle: { from: ['submitted', 'partial'], to: 'settled' },
  settlePartly: { from: ['filed', 'submitted', 'settled'], to: 'partial' },
  /** Money of it came back and is paid again. */
  reopen: { from: ['closed'], to: 'partial' },
  close: { from: ['settled', 'partial'], to: 'closed' },
  /** Only a run without lines; what is in a run is paid, or the run calculated anew. */
  closeEmpty: { from: ['calculated'], to: 'closed' },
} as const satisfies Record<string, { from: readonly PayRunState[]; to: PayRunState }>;

export type PayRunTransition = keyof typeof payRunTransitions;
