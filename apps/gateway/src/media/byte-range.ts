import { AppError } from '@guildhall/errors';

/** Both inclusive. */
export interface RequestedRange {
  start: number;
  end: number;
}

/**
 * The one range that a `Range` header asks for, within `bytes`; null where all of it is to be sent: without the header, for
 * several ranges (which a server may answer in full) and for a header that is no range of bytes (which it has to ignore).
 * @throws AppError `range_not_satisfiable`
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14
 */
export function byteRangeOf(header: string | undefined, bytes: number): RequestedRange | null {
  const match = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? '');
  if (!match) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first === '') {
    const length = Math.min(Number(last), bytes);
    if (length === 0) throw notSatisfiable(bytes);
    return { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return null;
  if (start >= bytes) throw notSatisfiable(bytes);
  return { start, end: last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1) };
}

const notSatisfiable = (bytes: number) =>
  new AppError('range_not_satisfiable', `The recording has ${bytes} bytes; ask for a range inside it.`, {
    details: { bytes },
  });
