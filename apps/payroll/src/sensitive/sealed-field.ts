import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const version = 1;
const keyIdBytes = 16;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes + ivBytes + tagBytes;

/** Where a value stands. A token that was moved to another place does not open. */
export interface FieldPlace {
  table: string;
  column: string;
  rowId: string;
  /** Of the row's layout, so that a later one may mean something else by the same column. */
  version: number;
}

/** The id of a data key, 32 hexadecimal digits, with the key. */
export interface FieldKey {
  id: string;
  key: Buffer;
}

/**
 * AES-256-GCM: version ‖ key id (16) ‖ iv (12) ‖ tag (16) ‖ ciphertext, in base64url. The place is authenticated beside it
 * and stored nowhere.
 */
export function sealField({ id, key }: FieldKey, place: FieldPlace, plain: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associatedData(place));
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const head = Buffer.concat([Buffer.from([version]), Buffer.from(id.replaceAll('-', ''), 'hex'), iv]);
  return Buffer.concat([head, cipher.getAuthTag(), ciphertext]).toString('base64url');
}

/** The id of the key that opens a token. @throws Error for what is no token */
export function keyIdOf(token: string): string {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length < headBytes || bytes[0] !== version) throw new Error('This is no sealed field of a known version.');
  return bytes.subarray(1, 1 + keyIdBytes).toString('hex');
}

/** @throws Error where the token was changed, moved, or sealed under another key; it never says what it holds */
export function openField({ key }: FieldKey, place: FieldPlace, token: string): string {
  keyIdOf(token);
  const bytes = Buffer.from(token, 'base64url');
  const iv = bytes.subarray(1 + keyIdBytes, 1 + keyIdBytes + ivBytes);
  const tag = bytes.subarray(headBytes - tagBytes, headBytes);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
      .setAAD(associatedData(place))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()]).toString('utf8');
  } catch {
    throw new Error(`The sealed field ${place.table}.${place.column} does not open in its place.`);
  }
}

/** Equal values have equal indexes, which tell nothing without the key: for finding duplicates. */
export function blindIndex(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(value, 'utf8').digest('base64url');
}

/** As much of a number's end as people may see and the database may keep: four characters, and half of it at most. */
export function shownEnd(number: string): string {
  return number.slice(number.length - Math.min(4, Math.floor(number.length / 2)));
}

/** What may be seen of a number, the rest as dots, however many it has. */
export function masked(end: string): string {
  return `••••${end}`;
}

function associatedData({ table, column, rowId, version: layout }: FieldPlace): Buffer {
  return Buffer.from(`${table}|${column}|${rowId}|${layout}`, 'utf8');
}
