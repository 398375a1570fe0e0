/** A payment as the simulated bank read it out of a file. */
export interface TakenPayment {
  transactionCode: string;
  routingNumber: string;
  accountNumber: string;
  amountMinor: string;
  individualId: string;
  name: string;
  traceNumber: string;
}

export interface TakenFile {
  status: 'accepted' | 'refused';
  faults: string[];
  payments: TakenPayment[];
}

const width = 94;

/**
 * Reads a NACHA file of credits as far as a bank needs to. A third reading on purpose: it shares no code with the one that
 * wrote the file, nor with the one that checked it.
 */
export function takeFile(content: string): TakenFile {
  const lines = content.split(/\r?\n/).filter((line) => line !== '');
  const faults: string[] = [];
  if (lines.some((line) => line.length !== width)) faults.push('a line has not 94 characters');
  if (lines.length === 0 || lines.length % 10 !== 0) faults.push('the lines are no multiple of ten');
  if (lines[0]?.startsWith('101') !== true) faults.push('the file header is missing');
  const control = lines.find((line) => line.startsWith('9') && line !== '9'.repeat(width));
  if (control === undefined) faults.push('the file control is missing');
  const payments = lines.filter((line) => line.startsWith('6')).map(paymentIn);
  if (control !== undefined) {
    const total = payments.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
    const hash = payments.reduce((sum, { routingNumber }) => sum + BigInt(routingNumber.slice(0, 8)), 0n) % 10n ** 10n;
    if (BigInt(control.slice(43, 55)) !== total) faults.push('the total does not agree');
    if (BigInt(control.slice(21, 31)) !== hash) faults.push('the hash does not agree');
  }
  return { status: faults.length === 0 ? 'accepted' : 'refused', faults, payments };
}

function paymentIn(line: string): TakenPayment {
  return {
    transactionCode: line.slice(1, 3),
    routingNumber: line.slice(3, 12),
    accountNumber: line.slice(12, 29).trim(),
    amountMinor: BigInt(line.slice(29, 39)).toString(),
    individualId: line.slice(39, 54).trim(),
    name: line.slice(54, 76).trim(),
    traceNumber: line.slice(79, 94),
  };
}
