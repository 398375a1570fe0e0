import type {
  Onboarding,
  OnboardingItem,
  OnboardingKind,
  PayoutMethod,
  ReviewedItem,
} from '@guildhall/messages/payroll';
import { masked } from '../sensitive/sealed-field.js';
import type { OnboardingEntity, OnboardingItemEntity, PayoutMethodEntity, TaxFormEntity } from './onboarding.entity.js';
import { payoutMethodHold, taxFormHold } from './readiness.js';

/** What the latest hand-in of a person was. */
export interface HandedIn {
  taxForm: TaxFormEntity | null;
  payoutMethod: PayoutMethodEntity | null;
}

/** What tells one hand-in of an item from the next: the id of the account, the number of the form. */
export function versionOf(kind: OnboardingKind, { taxForm, payoutMethod }: HandedIn): string | null {
  if (kind === 'payout_method') return payoutMethod?.id ?? null;
  return taxForm && String(taxForm.number);
}

export function itemView(item: OnboardingItemEntity, handedIn: HandedIn, now: Date): OnboardingItem {
  const { id, personId, kind, state, reasonCode } = item;
  const holdReason =
    kind === 'tax_form'
      ? taxFormHold({ state, form: handedIn.taxForm?.form ?? null })
      : payoutMethodHold({ state, usableFrom: handedIn.payoutMethod?.usableFrom ?? null }, now);
  const version = versionOf(kind, handedIn);
  return { id, personId, kind, state, holdReason, reasonCode, version, updatedAt: item.updatedAt.toISOString() };
}

export function onboardingView(
  person: OnboardingEntity | null,
  items: OnboardingItemEntity[],
  handedIn: HandedIn,
  now: Date,
): Onboarding {
  return {
    items: items.map((item) => itemView(item, handedIn, now)),
    completedAt: person?.completedAt?.toISOString() ?? null,
  };
}

export function payoutMethodView(method: PayoutMethodEntity): PayoutMethod {
  const { id, state, routingNumber, accountType } = method;
  return {
    ...{ id, state, routingNumber, accountMasked: masked(method.accountLast4), accountType },
    usableFrom: method.usableFrom.toISOString(),
    createdAt: method.createdAt.toISOString(),
  };
}

export function reviewedItemView(
  item: OnboardingItemEntity,
  { taxForm, payoutMethod }: HandedIn,
  isDuplicate: boolean,
  now: Date,
): ReviewedItem {
  const isTaxForm = item.kind === 'tax_form';
  return {
    ...itemView(item, { taxForm, payoutMethod }, now),
    taxForm:
      isTaxForm && taxForm
        ? {
            ...{ form: taxForm.form, numberKind: taxForm.numberKind, isDuplicate },
            numberMasked: taxForm.numberLast4 && masked(taxForm.numberLast4),
          }
        : null,
    payoutMethod: !isTaxForm && payoutMethod ? { ...payoutMethodView(payoutMethod), isDuplicate } : null,
  };
}
