import type { Schemas } from '../../api/queries.js';
import { latinDigits } from '../../i18n/format.js';

export type TaxForm = Schemas['SubmitTaxFormInput'];
export type Account = Schemas['SubmitPayoutMethodInput'];

/** As it is typed; it is kept nowhere but in its fields. */
export interface TaxDraft {
  form: TaxForm['form'];
  name: string;
  numberKind: NonNullable<TaxForm['numberKind']>;
  number: string;
  certified: boolean;
}

const digitsOf = (text: string): string => latinDigits(text).replaceAll(/[\s-]/g, '');

export type TaxField = 'name' | 'number' | 'certified';
export type AccountField = 'routingNumber' | 'accountNumber' | 'holderName';

/** Fields of a W-9 that cannot be sent as they are; whether a number was ever given, only the tax office knows. */
export function taxFaults({ form, name, number, certified }: TaxDraft): TaxField[] {
  if (form !== 'w9') return [];
  const faults: TaxField[] = [];
  if (name.trim() === '') faults.push('name');
  if (!/^\d{9}$/.test(digitsOf(number))) faults.push('number');
  if (!certified) faults.push('certified');
  return faults;
}

export function taxFormOf({ form, name, numberKind, number }: TaxDraft): TaxForm {
  if (form !== 'w9') return { form };
  return { form, name: name.trim(), numberKind, number: digitsOf(number), certified: true };
}

export function accountFaults({ routingNumber, accountNumber, holderName }: Account): AccountField[] {
  const faults: AccountField[] = [];
  if (!isRoutingNumber(digitsOf(routingNumber))) faults.push('routingNumber');
  if (!/^\d{4,17}$/.test(digitsOf(accountNumber))) faults.push('accountNumber');
  if (holderName.trim() === '') faults.push('holderName');
  return faults;
}

/** Its last digit is a check digit, found here before somebody waits for a code. @see https://www.aba.com/about-us/routing-number */
function isRoutingNumber(digits: string): boolean {
  const weights = [3, 7, 1];
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * weights[index % 3]!, 0);
  return /^\d{9}$/.test(digits) && sum % 10 === 0;
}

export function accountOf(draft: Account): Account {
  return {
    ...{ routingNumber: digitsOf(draft.routingNumber), accountNumber: digitsOf(draft.accountNumber) },
    ...{ accountType: draft.accountType, holderName: draft.holderName.trim() },
  };
}
