import { IsISO4217CurrencyCode, Matches } from 'class-validator';

/** An amount in the currency's smallest unit, as a decimal string so that no client rounds it. */
export class Money {
  /** For example `12345` for 123.45 dollars. */
  @Matches(/^\d{1,15}$/)
  amountMinor!: string;

  /** ISO 4217. */
  @IsISO4217CurrencyCode()
  currency!: string;
}
