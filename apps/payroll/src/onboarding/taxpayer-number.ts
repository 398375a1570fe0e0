export type TaxpayerNumberKind = 'ssn' | 'itin' | 'ein';

/** Campuses and the internet office of the Internal Revenue Service give these; the others were never given. */
const einPrefixes = new Set([
  ...['01', '02', '03', '04', '05', '06', '10', '11', '12', '13', '14', '15', '16', '20', '21', '22', '23', '24'],
  ...['25', '26', '27', '30', '31', '32', '33', '34', '35', '36', '37', '38', '39', '40', '41', '42', '43', '44'],
  ...['45', '46', '47', '48', '50', '51', '52', '53', '54', '55', '56', '57', '58', '59', '60', '61', '62', '63'],
  ...['64', '65', '66', '67', '68', '71', '72', '73', '74', '75', '76', '77', '80', '81', '82', '83', '84', '85'],
  ...['86', '87', '88', '90', '91', '92', '93', '94', '95', '98', '99'],
]);

/** The number as nine digits; null where a character is neither a digit, a space nor a dash. */
export function taxpayerDigits(text: string): string | null {
  const digits = text.replaceAll(/[ -]/g, '');
  return /^\d{9}$/.test(digits) ? digits : null;
}

/** Whether nine digits have the syntax of that kind; whether they were ever given, only the tax office knows. */
export function isTaxpayerNumber(kind: TaxpayerNumberKind, digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false;
  if (kind === 'ein') return einPrefixes.has(digits.slice(0, 2));
  return kind === 'itin' ? isItin(digits) : isSsn(digits);
}

function isSsn(digits: string): boolean {
  const [area, group, serial] = [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)];
  return area !== '000' && area !== '666' && !area.startsWith('9') && group !== '00' && serial !== '0000';
}

function isItin(digits: string): boolean {
  const group = Number(digits.slice(3, 5));
  const isGiven = within(group, 50, 65) || within(group, 70, 88) || within(group, 90, 92) || within(group, 94, 99);
  return digits.startsWith('9') && isGiven;
}

function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
