import { Equals, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';

export const onboardingKinds = ['tax_form', 'payout_method'] as const;
export type OnboardingKind = (typeof onboardingKinds)[number];

export const onboardingStates = ['required', 'submitted', 'verified', 'rejected'] as const;
export type OnboardingState = (typeof onboardingStates)[number];

/** Why pay waits. `null` where nothing is in its way. */
export const holdReasons = [
  'tax_form_missing',
  'tax_form_unverified',
  'tax_form_unsupported',
  'payout_method_missing',
  'payout_method_unverified',
  'payout_method_cooling_off',
  'amount_too_large',
] as const;
export type HoldReason = (typeof holdReasons)[number];

export class OnboardingItem {
  id!: string;
  personId!: string;
  kind!: OnboardingKind;
  state!: OnboardingState;
  /** Why the item keeps pay waiting; null where it does not. */
  holdReason!: HoldReason | null;
  /** Why it was rejected, a code. */
  reasonCode!: string | null;
  /** Of what was handed in last: another after every hand-in, null before the first. A review names it. */
  version!: string | null;
  updatedAt!: string;
}

export class Onboarding {
  items!: OnboardingItem[];
  /** When everything was verified for the first time. */
  completedAt!: string | null;
}

/** The caller's own checklist; empty before the first sealed contract. */
export const getMyOnboarding = query('payroll', 'onboarding.get-mine', { input: Empty, output: Onboarding });

export const taxForms = ['w9', 'w8ben', 'w8ben_e'] as const;
export type TaxForm = (typeof taxForms)[number];

export class SubmitTaxFormInput {
  /** `w8ben` and `w8ben_e` are noted and keep pay on hold: they are not supported yet. */
  @IsIn(taxForms)
  form!: TaxForm;

  /** As on the income tax return; needed for a W-9. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  @IsOptional()
  @IsIn(['ssn', 'itin', 'ein'])
  numberKind?: 'ssn' | 'itin' | 'ein';

  /** The taxpayer identification number, with or without dashes; kept encrypted. */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  number?: string;

  /** The certification of part II of the form, under penalties of perjury. */
  @IsOptional()
  @Equals(true)
  certified?: boolean;
}

/** @throws `validation_failed` with the field that is missing or has the wrong syntax, never with its value */
export const submitTaxForm = command('payroll', 'onboarding.submit-tax-form', {
  input: SubmitTaxFormInput,
  output: Onboarding,
  errors: ['validation_failed', 'onboarding_not_open'],
});

export class SubmitPayoutMethodInput {
  /** ABA routing number. */
  @Matches(/^\d{9}$/)
  routingNumber!: string;

  /** Kept encrypted. */
  @Matches(/^[0-9]{4,17}$/)
  accountNumber!: string;

  @IsIn(['checking', 'savings'])
  accountType!: 'checking' | 'savings';

  @IsString()
  @Length(1, 100)
  holderName!: string;
}

export class PayoutMethod {
  id!: string;
  state!: 'submitted' | 'verified' | 'rejected' | 'replaced';
  routingNumber!: string;
  /** The last four digits, of a short number half of them, behind dots. */
  accountMasked!: string;
  accountType!: 'checking' | 'savings';
  /** Nothing is paid to it before: a change waits for two days, a first account does not. */
  usableFrom!: string;
  createdAt!: string;
}

/** The first account of a person. `payout_method_exists` where there is one already: change it instead */
export const addPayoutMethod = command('payroll', 'payout-methods.add', {
  input: SubmitPayoutMethodInput,
  output: PayoutMethod,
  errors: ['validation_failed', 'onboarding_not_open', 'payout_method_exists'],
});

/** Another account; the edge asks for a step-up. The person is told by mail, and nothing is paid to it for two days. */
export const changePayoutMethod = command('payroll', 'payout-methods.change', {
  input: SubmitPayoutMethodInput,
  output: PayoutMethod,
  errors: ['validation_failed', 'onboarding_not_open', 'payout_method_missing'],
});

export class PayoutMethods {
  data!: PayoutMethod[];
}

/** The caller's own, newest first. */
export const listMyPayoutMethods = query('payroll', 'payout-methods.list-mine', {
  input: Empty,
  output: PayoutMethods,
});

export class ReviewedPayoutMethod extends PayoutMethod {
  /** Whether another person has, or had, the same account. */
  isDuplicate!: boolean;
}

/** An item for finance, with what was handed in: masked. */
export class ReviewedItem extends OnboardingItem {
  taxForm!: { form: TaxForm; numberKind: string | null; numberMasked: string | null; isDuplicate: boolean } | null;
  payoutMethod!: ReviewedPayoutMethod | null;
}

export class ReviewedItemPage {
  data!: ReviewedItem[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export class OnboardingItemsQuery extends PageQuery {
  @IsOptional()
  @IsIn(onboardingStates)
  state?: OnboardingState;
}

export const listOnboardingItems = query('payroll', 'onboarding.list', {
  input: OnboardingItemsQuery,
  output: ReviewedItemPage,
});

export class ReviewItemInput {
  @IsId('onb')
  itemId!: string;

  /** The version that was looked at, as the item and the reveal say it. */
  @Matches(/^(pom_[0-9a-f]{32}|[1-9][0-9]{0,8})$/)
  version!: string;

  @IsIn(['verified', 'rejected'])
  outcome!: 'verified' | 'rejected';

  /** Needed for a rejection. */
  @IsOptional()
  @IsIn(['name_mismatch', 'number_mismatch', 'account_not_owned', 'unreadable', 'other'])
  reasonCode?: 'name_mismatch' | 'number_mismatch' | 'account_not_owned' | 'unreadable' | 'other';
}

/** @throws `version_conflict` where something else was handed in since: look at that, and review it by its own version */
export const reviewOnboardingItem = command('payroll', 'onboarding.review', {
  input: ReviewItemInput,
  output: ReviewedItem,
  errors: ['onboarding_wrong_state', 'tax_form_unsupported', 'validation_failed', 'version_conflict'],
});

export const revealPurposes = ['verify_tax_form', 'verify_payout_method', 'tax_filing', 'payment_inquiry'] as const;

export class RevealInput {
  @IsId('onb')
  itemId!: string;

  /** What for; it is written into the audit log before the value is shown. */
  @IsIn(revealPurposes)
  purpose!: (typeof revealPurposes)[number];
}

export class Revealed {
  /** The taxpayer number or the account number, in full. */
  value!: string;
  /** Of the hand-in that it is from. */
  version!: string;
}

/** For finance, after a step-up: the full number behind an item. 20 an hour and person. */
export const revealOnboardingItem = command('payroll', 'onboarding.reveal', {
  input: RevealInput,
  output: Revealed,
  errors: ['rate_limited'],
});
