const weights = [3, 7, 1];

/** An ABA routing number: nine digits, not all zero, `3(d1+d4+d7)+7(d2+d5+d8)+(d3+d6+d9)` a multiple of ten. */
export function isRoutingNumber(text: string): boolean {
  return /^\d{9}$/.test(text) && text !== '000000000' && checksum(text) % 10 === 0;
}

/** The ninth digit that makes eight a routing number. */
export function checkDigitOf(eight: string): string {
  return String((10 - (checksum(eight) % 10)) % 10);
}

function checksum(digits: string): number {
  return [...digits].reduce((sum, digit, index) => sum + weights[index % 3]! * Number(digit), 0);
}
