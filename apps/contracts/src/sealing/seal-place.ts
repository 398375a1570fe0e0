/** Where a seal lies in a file, and what it covers. */
export interface SealPlace {
  /** The signature, DER. */
  cms: Buffer;
  /** Everything but the signature itself. */
  covered: Buffer;
}

export type SealProblem =
  | 'no_seal'
  | 'several_seals'
  | 'seal_malformed'
  | 'seal_too_large'
  | 'not_whole_file'
  | 'signature_invalid'
  | 'signer_unknown';

const byteRange = /\/ByteRange ?\[(\d{1,10}) +(\d{1,10}) +(\d{1,10}) +(\d{1,10}) *\]/g;

/**
 * Finds the one seal of a file. It has to cover all of it: ByteRange `[0 a b c]` with `b + c` the length of the file and
 * nothing between `a` and `b` but the signature, since bytes that are appended later leave a signature valid.
 * @see ISO 32000-2, 12.8.1
 */
export function findSeal(file: Buffer): SealPlace | SealProblem {
  const found = [...file.toString('latin1').matchAll(byteRange)];
  if (found.length !== 1) return found.length === 0 ? 'no_seal' : 'several_seals';
  const [start, before, after, rest] = found[0]!.slice(1).map(Number) as [number, number, number, number];
  if (start !== 0 || after + rest !== file.length || before >= after) return 'not_whole_file';
  const cms = signatureIn(file.subarray(before, after));
  if (cms === null) return 'seal_malformed';
  return { cms, covered: Buffer.concat([file.subarray(0, before), file.subarray(after)]) };
}

/** Upper-case digits between angle brackets, filled up with zeros: any other way to write the same is refused. */
function signatureIn(gap: Buffer): Buffer | null {
  const text = gap.toString('latin1');
  if (!/^<(?:[0-9A-F]{2})+>$/.test(text)) return null;
  const bytes = Buffer.from(text.slice(1, -1), 'hex');
  const length = derLength(bytes);
  if (length === null || length > bytes.length) return null;
  return bytes.subarray(length).every((byte) => byte === 0) ? bytes.subarray(0, length) : null;
}

/** Of a SEQUENCE with a length in two bytes, which every signature has. */
function derLength(bytes: Buffer): number | null {
  if (bytes.length < 4 || bytes[0] !== 0x30 || bytes[1] !== 0x82) return null;
  return 4 + bytes.readUInt16BE(2);
}
