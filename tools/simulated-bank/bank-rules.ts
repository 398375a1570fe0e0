/** What the simulated bank does with a payment, by the last four digits of the account: tests and demonstrations choose it. */
export type Fate =
  | { kind: 'settle' }
  | { kind: 'reject' }
  /** Comes back before it is booked, or after. */
  | { kind: 'return'; code: string; afterSettlement: boolean };

const returnBefore = /^99(\d{2})$/;
const returnAfter = /^88(\d{2})$/;
const rejected = /^77\d{2}$/;

/** `99nn` is returned with `Rnn`, `88nn` is settled and returned with `Rnn` then, `77nn` is rejected, all else is settled. */
export function fateOf(accountNumber: string): Fate {
  const end = accountNumber.slice(-4);
  const before = returnBefore.exec(end)?.[1];
  if (before !== undefined) return { kind: 'return', code: `R${before}`, afterSettlement: false };
  const after = returnAfter.exec(end)?.[1];
  if (after !== undefined) return { kind: 'return', code: `R${after}`, afterSettlement: true };
  return rejected.test(end) ? { kind: 'reject' } : { kind: 'settle' };
}
