import type { ValidationArguments } from 'class-validator';

/** Those with a rail on which a pay run can send money. An offer in another one would promise what nobody could pay. */
export const payableCurrencies = ['USD'] as const;
export type PayableCurrency = (typeof payableCurrencies)[number];

/** The message of a refusal: names the currency, and what can be paid. */
export function cannotBePaid({ property, value }: ValidationArguments): string {
  const fault = /^[A-Z]{3}$/.test(String(value)) ? `${value} cannot be paid` : `${property} names no currency`;
  return `${fault}; those that can be paid: ${payableCurrencies.join(', ')}`;
}
