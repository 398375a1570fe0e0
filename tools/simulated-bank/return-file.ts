import type { TakenPayment } from './taken-file.js';

export interface Returned {
  payment: TakenPayment;
  code: string;
}

const bankRouting = '091000019';

/** What came back, as a bank tells it: a NACHA file of returns, each entry with an addenda 99. */
export function returnFile(returned: readonly Returned[], at: Date): string {
  const date = at.toISOString().slice(2, 10).replaceAll('-', '');
  const total = returned.reduce((sum, { payment }) => sum + BigInt(payment.amountMinor), 0n);
  const hash = returned.reduce((sum, { payment }) => sum + BigInt(payment.routingNumber.slice(0, 8)), 0n) % 10n ** 10n;
  const figures = `${pad(hash, 10)}${pad(0n, 12)}${pad(total, 12)}`;
  const company = 'RETURNS   ';
  const lines = [
    `101 ${bankRouting} ${bankRouting}${date}0000A094101${'GUILDHALL'.padEnd(23)}${'SIMULATED BANK'.padEnd(23)}${' '.repeat(8)}`,
    `5220${'SIMULATED BANK'.padEnd(16)}${' '.repeat(20)}${company}PPD${'RETURN'.padEnd(10)}${date}${date}   1${bankRouting.slice(0, 8)}0000001`,
    ...returned.flatMap(linesOf),
    `8220${pad(BigInt(2 * returned.length), 6)}${figures}${company}${' '.repeat(25)}${bankRouting.slice(0, 8)}0000001`,
  ];
  const blocks = Math.ceil((lines.length + 1) / 10);
  lines.push(
    `9${pad(1n, 6)}${pad(BigInt(blocks), 6)}${pad(BigInt(2 * returned.length), 8)}${figures}${' '.repeat(39)}`,
  );
  while (lines.length % 10 !== 0) lines.push('9'.repeat(94));
  return `${lines.join('\n')}\n`;
}

function linesOf({ payment, code }: Returned, index: number): string[] {
  const trace = `${bankRouting.slice(0, 8)}${pad(BigInt(index + 1), 7)}`;
  const { transactionCode, routingNumber, accountNumber, amountMinor, individualId, name, traceNumber } = payment;
  // Returned credits: 21 for a checking account, 31 for savings.
  const returnCode = transactionCode === '32' ? '31' : '21';
  return [
    `6${returnCode}${routingNumber}${accountNumber.padEnd(17)}${pad(BigInt(amountMinor), 10)}${individualId.padEnd(15)}${name.padEnd(22)}  1${trace}`,
    `799${code}${traceNumber}      ${routingNumber.slice(0, 8)}${' '.repeat(44)}${trace}`,
  ];
}

function pad(value: bigint, width: number): string {
  return value.toString().padStart(width, '0');
}
