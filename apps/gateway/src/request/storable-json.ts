import { AppError, type FieldError } from '@guildhall/errors';

/** How JSON writes what is refused below, and a little more; most bodies hold none of it, and need no second look. */
const looksUnstorable = /\\u(?:0000|[dD][89a-fA-F])|\d[eE]\+?\d{3}|\d{309}/;
const nullCharacter = '\u0000';
const halfCharacter = /\p{Surrogate}/u;

/** Whether JSON has to be looked through by `refuseUnstorable` once it is parsed. */
export function mayBeUnstorable(json: string): boolean {
  return looksUnstorable.test(json);
}

/**
 * Refuses what JSON may hold and nothing behind the edge can keep, wherever it stands in what a client sent: U+0000 and halves of
 * characters, which are no text for Postgres, and numbers beyond all bounds.
 * @throws AppError `validation_failed` that names every field
 */
export function refuseUnstorable(sent: unknown): void {
  const errors = faultsIn(sent);
  if (errors.length === 0) return;
  const fields = errors.map(({ field }) => field).join(', ');
  throw new AppError('validation_failed', `The request does not fit: see ${fields}.`, { errors });
}

/** Without recursion: a body of a megabyte can be nested deeper than the stack. */
function faultsIn(sent: unknown): FieldError[] {
  const found: FieldError[] = [];
  const open: [path: string, value: unknown][] = [['', sent]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, value] = next;
    const fault = faultOf(value);
    if (fault) found.push({ field: path, message: `${path} ${fault}` });
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      const name = key.replaceAll(nullCharacter, '\\u0000').replaceAll(/\p{Surrogate}/gu, '\ufffd');
      const field = path === '' ? name : `${path}.${name}`;
      const faultOfName = faultOf(key);
      if (faultOfName) found.push({ field, message: `${field} ${faultOfName}` });
      else open.push([field, member]);
    }
  }
  return found.reverse();
}

function faultOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'is too large a number';
  if (typeof value !== 'string') return null;
  if (value.includes(nullCharacter)) return 'must not contain the character U+0000';
  return halfCharacter.test(value) ? 'must not contain half a character (a lone surrogate)' : null;
}
