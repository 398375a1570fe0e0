import { foldToAscii } from './ascii-names.js';
import { isRoutingNumber } from './routing-number.js';

export interface NachaPayment {
  routingNumber: string;
  accountNumber: string;
  accountType: 'checking' | 'savings';
  amountMinor: bigint;
  /** At most 15 characters; comes back with a return. */
  individualId: string;
  name: string;
}

export interface NachaOrigin {
  /** Routing number of the bank that takes the file. */
  destination: string;
  destinationName: string;
  /** Ten characters that the bank gave the sender. */
  origin: string;
  originName: string;
  companyName: string;
  /** Ten characters. */
  companyId: string;
  /** First eight digits of the originating bank's routing number; the destination's where it is the same. */
  odfi: string;
}

export interface NachaFile {
  origin: NachaOrigin;
  /** YYMMDD and HHMM, by the company's clock. */
  createdDate: string;
  createdTime: string;
  /** Tells files of one day apart: A to Z, 0 to 9. */
  modifier: string;
  /** Numbers the batches of a day, from 1. */
  batchNumber: number;
  /** Of the first entry's trace; those of a day go on from file to file. */
  firstSequence: number;
  /** YYMMDD on which the money is to arrive. */
  effectiveDate: string;
  /** Compensation credits begin with PAYROLL (Nacha rule of 2026-03-20); at most ten characters. */
  description: string;
  payments: readonly NachaPayment[];
}

const lineLength = 94;
const linesOfBlock = 10;
/** Ten digits of cents. */
export const largestEntryMinor = 9_999_999_999n;
const mostEntries = 999_999;
const hashModulus = 10n ** 10n;

/**
 * A file of one batch of PPD credits, 94 characters a line, to people's accounts in the United States.
 * @throws RangeError that names the field which does not fit; nothing is cut but names
 */
export function writeNacha(file: NachaFile): string {
  const { payments, origin } = file;
  if (payments.length === 0 || payments.length > mostEntries) throw new RangeError('A batch has 1 to 999,999 entries.');
  if (!/^PAYROLL/.test(file.description) || file.description.length > 10)
    throw new RangeError('The description of compensation begins with PAYROLL and has ten characters at most.');
  const odfi = exactDigits(origin.odfi, 8, 'odfi');
  const entries = payments.map((payment, index) => entryLine(payment, odfi, file.firstSequence + index));
  const hash = payments.reduce((sum, { routingNumber }) => sum + BigInt(routingNumber.slice(0, 8)), 0n) % hashModulus;
  const credit = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const lines = [fileHeader(file), batchHeader(file, odfi), ...entries];
  lines.push(
    `8220${digits(payments.length, 6, 'entries')}${digits(hash, 10, 'hash')}${digits(0, 12, 'debit')}` +
      `${digits(credit, 12, 'credit')}${text(origin.companyId, 10, 'companyId')}${' '.repeat(25)}${odfi}${digits(file.batchNumber, 7, 'batch')}`,
  );
  const blocks = Math.ceil((lines.length + 1) / linesOfBlock);
  lines.push(
    `9${digits(1, 6, 'batches')}${digits(blocks, 6, 'blocks')}${digits(payments.length, 8, 'entries')}` +
      `${digits(hash, 10, 'hash')}${digits(0, 12, 'debit')}${digits(credit, 12, 'credit')}${' '.repeat(39)}`,
  );
  while (lines.length % linesOfBlock !== 0) lines.push('9'.repeat(lineLength));
  for (const line of lines) if (line.length !== lineLength) throw new RangeError('A line has not 94 characters.');
  return `${lines.join('\n')}\n`;
}

function fileHeader({ origin, createdDate, createdTime, modifier }: NachaFile): string {
  if (!isRoutingNumber(origin.destination)) throw new RangeError('The destination is no routing number.');
  if (!/^[A-Z0-9]$/.test(modifier)) throw new RangeError('The modifier is one of A to Z and 0 to 9.');
  return [
    `101 ${origin.destination}${text(origin.origin, 10, 'origin')}`,
    `${exactDigits(createdDate, 6, 'createdDate')}${exactDigits(createdTime, 4, 'createdTime')}${modifier}094101`,
    `${name(origin.destinationName, 23)}${name(origin.originName, 23)}${' '.repeat(8)}`,
  ].join('');
}

function batchHeader({ origin, description, effectiveDate, batchNumber }: NachaFile, odfi: string): string {
  const effective = exactDigits(effectiveDate, 6, 'effectiveDate');
  return [
    `5220${name(origin.companyName, 16)}${' '.repeat(20)}${text(origin.companyId, 10, 'companyId')}PPD`,
    `${text(description, 10, 'description')}${effective}${effective}   1${odfi}${digits(batchNumber, 7, 'batch')}`,
  ].join('');
}

function entryLine(payment: NachaPayment, odfi: string, sequence: number): string {
  const { routingNumber, amountMinor, accountType } = payment;
  if (!isRoutingNumber(routingNumber)) throw new RangeError('The routing number of an entry is wrong.');
  if (amountMinor <= 0n || amountMinor > largestEntryMinor)
    throw new RangeError('The amount of an entry does not fit.');
  return [
    `6${accountType === 'savings' ? '32' : '22'}${routingNumber}`,
    text(payment.accountNumber, 17, 'accountNumber'),
    digits(amountMinor, 10, 'amountMinor'),
    text(payment.individualId, 15, 'individualId'),
    `${name(payment.name, 22)}  0${odfi}${digits(sequence, 7, 'trace')}`,
  ].join('');
}

/** Identifiers fit or are refused: one that was cut would name something else. */
function text(value: string, width: number, field: string): string {
  if (value === '' || value.length > width || !/^[\x20-\x7e]+$/.test(value))
    throw new RangeError(`${field} has 1 to ${width} characters of ASCII.`);
  return value.padEnd(width);
}

function name(value: string, width: number): string {
  return foldToAscii(value).slice(0, width).padEnd(width);
}

function digits(value: bigint | number, width: number, field: string): string {
  const written = String(value);
  if (!/^\d+$/.test(written) || written.length > width) throw new RangeError(`${field} does not fit ${width} digits.`);
  return written.padStart(width, '0');
}

function exactDigits(value: string, width: number, field: string): string {
  if (value.length !== width || !/^\d+$/.test(value)) throw new RangeError(`${field} has exactly ${width} digits.`);
  return value;
}
