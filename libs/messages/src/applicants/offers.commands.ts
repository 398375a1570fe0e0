import { IsIn, IsInt, IsISO8601, IsOptional, IsTimeZone, Matches, Max, Min } from 'class-validator';
import { cannotBePaid, command, IsId, type PayableCurrency, payableCurrencies, query } from '../contract/index.js';

export const offerStates = ['extended', 'accepted', 'declined', 'expired', 'withdrawn'] as const;
export type OfferState = (typeof offerStates)[number];

export class ExtendOfferInput {
  @IsId('app')
  applicationId!: string;

  @IsId('prj')
  projectId!: string;

  /** Of an hour, in the currency's smallest unit. */
  @Matches(/^[1-9]\d{0,11}$/)
  rateMinor!: string;

  /** One that pay runs can pay. */
  @IsIn(payableCurrencies, { message: cannotBePaid })
  currency!: PayableCurrency;

  @IsInt()
  @Min(1)
  @Max(168)
  weeklyLimitHours!: number;

  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  startDate!: string;

  /** IANA; days and weeks of the work begin and end in it. */
  @IsTimeZone()
  zone!: string;

  /** Days until the offer ends by itself; 14 where absent. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(90)
  expiresInDays?: number;
}

export class Offer {
  id!: string;
  applicationId!: string;
  projectId!: string;
  state!: OfferState;
  rateMinor!: string;
  currency!: string;
  weeklyLimitHours!: number;
  startDate!: string;
  zone!: string;
  /** The person who extended it. */
  extendedBy!: string;
  createdAt!: string;
  expiresAt!: string;
  endedAt!: string | null;
}

/** A named person offers work to an advanced applicant. */
export const extendOffer = command('applicants', 'offers.extend', {
  input: ExtendOfferInput,
  output: Offer,
  errors: ['application_wrong_stage', 'offer_exists'],
});

export class OfferOfApplicationInput {
  @IsId('app')
  applicationId!: string;
}

/** The newest offer of an application, for the staff on its opening. */
export const getOfferOfApplication = query('applicants', 'offers.get-of-application', {
  input: OfferOfApplicationInput,
  output: Offer,
});

export class OfferRef {
  @IsId('off')
  offerId!: string;
}

export class OfferTerms {
  offerId!: string;
  applicationId!: string;
  openingId!: string;
  openingTitle!: string;
  personId!: string;
  projectId!: string;
  state!: OfferState;
  rateMinor!: string;
  currency!: string;
  weeklyLimitSeconds!: number;
  startDate!: string;
  zone!: string;
  expiresAt!: string;
}

/** For services only. */
export const getOfferTerms = query('applicants', 'offers.get', { input: OfferRef, output: OfferTerms });
