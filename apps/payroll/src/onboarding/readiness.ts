import type { HoldReason, OnboardingState, TaxForm } from '@guildhall/messages/payroll';

/** What of a person's checklist decides whether they can be paid. */
export interface Readiness {
  taxForm: { state: OnboardingState; form: TaxForm | null };
  payoutMethod: { state: OnboardingState; usableFrom: Date | null };
}

/** Why pay has to wait, null where it need not. The form comes first: without it not even an account helps. */
export function holdReasonOf({ taxForm, payoutMethod }: Readiness, now: Date): HoldReason | null {
  return taxFormHold(taxForm) ?? payoutMethodHold(payoutMethod, now);
}

export function taxFormHold({ state, form }: Readiness['taxForm']): HoldReason | null {
  if (form !== null && form !== 'w9') return 'tax_form_unsupported';
  if (state === 'verified') return null;
  return state === 'submitted' ? 'tax_form_unverified' : 'tax_form_missing';
}

export function payoutMethodHold({ state, usableFrom }: Readiness['payoutMethod'], now: Date): HoldReason | null {
  if (state !== 'verified') return state === 'submitted' ? 'payout_method_unverified' : 'payout_method_missing';
  return usableFrom !== null && usableFrom > now ? 'payout_method_cooling_off' : null;
}
