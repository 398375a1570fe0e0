import type { FieldPlace } from '../sensitive/sealed-field.js';

interface FormRow {
  itemId: string;
  number: number;
}

export function taxNamePlace(form: FormRow): FieldPlace {
  return { table: 'tax_form', column: 'name_token', rowId: rowIdOf(form), version: 1 };
}

export function taxNumberPlace(form: FormRow): FieldPlace {
  return { table: 'tax_form', column: 'number_token', rowId: rowIdOf(form), version: 1 };
}

export function accountPlace(methodId: string): FieldPlace {
  return { table: 'payout_method', column: 'account_token', rowId: methodId, version: 1 };
}

export function holderPlace(methodId: string): FieldPlace {
  return { table: 'payout_method', column: 'holder_token', rowId: methodId, version: 1 };
}

function rowIdOf({ itemId, number }: FormRow): string {
  return `${itemId}.${number}`;
}
