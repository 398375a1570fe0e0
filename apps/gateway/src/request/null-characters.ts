import { AppError, type FieldError } from '@guildhall/errors';

const nullCharacter = '\u0000';

/**
 * Refuses U+0000 wherever it stands in what a client sent: JSON may hold it, texts in Postgres may not.
 * @throws AppError `validation_failed` that names every field
 */
export function refuseNullCharacters(sent: unknown): void {
  const errors = fieldsWithNull(sent).map(
    (field): FieldError => ({ field, message: `${field} must not contain the character U+0000` }),
  );
  if (errors.length === 0) return;
  const fields = errors.map(({ field }) => field).join(', ');
  throw new AppError('validation_failed', `The request does not fit: see ${fields}.`, { errors });
}

/** Without recursion: a body of a megabyte can be nested deeper than the stack. */
function fieldsWithNull(sent: unknown): string[] {
  const found: string[] = [];
  const open: [path: string, value: unknown][] = [['', sent]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, value] = next;
    if (typeof value === 'string' && value.includes(nullCharacter)) found.push(path);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, member] of Object.entries(value)) {
      const name = key.replaceAll(nullCharacter, '\\u0000');
      const field = path === '' ? name : `${path}.${name}`;
      if (key.includes(nullCharacter)) found.push(field);
      else open.push([field, member]);
    }
  }
  return found.reverse();
}
