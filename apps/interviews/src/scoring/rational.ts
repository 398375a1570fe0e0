/** An exact fraction in lowest terms with a positive denominator. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const zero: Rational = { n: 0n, d: 1n };
export const one: Rational = { n: 1n, d: 1n };

export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  const top = BigInt(n);
  const bottom = BigInt(d);
  if (bottom === 0n) throw new RangeError('A fraction needs a denominator other than 0.');
  const divisor = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { n: top / divisor, d: bottom / divisor };
}

/** The fraction that a decimal number is written as: 0.5 is ½, not its nearest binary neighbour. */
export function fromDecimal(value: number): Rational {
  const written = String(value);
  const digits = /^(-?\d+)(?:\.(\d+))?$/.exec(written);
  if (!digits) throw new RangeError(`${written} is no plain decimal number.`);
  const fraction = digits[2] ?? '';
  return rational(BigInt(digits[1]! + fraction), 10n ** BigInt(fraction.length));
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

export function power(base: Rational, exponent: number): Rational {
  return { n: base.n ** BigInt(exponent), d: base.d ** BigInt(exponent) };
}

export function sum(terms: readonly Rational[]): Rational {
  return terms.reduce(add, zero);
}

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function smallest(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

/** To 18 decimal places, cut off. Numerator and denominator may each be far beyond the range of a number. */
export function toNumber(value: Rational): number {
  const scale = 10n ** 18n;
  return Number((value.n * scale) / value.d) / 1e18;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
