/** The keys of the house. Every live key opens; `current` alone seals. */
export interface KeyRing {
  current: string;
  /** Key id → 32 random bytes. */
  keys: Record<string, Buffer>;
}

export const keyLengthBytes = 32;
const keyIdPattern = /^[A-Za-z0-9_-]{1,16}$/;
const maxKeys = 8;

/**
 * Reads `k1:<base64>,k0:<base64>`; the first key is the current one. A key is rotated by putting the new one first,
 * and taking the old one out when everything that it sealed has passed its time-to-live.
 * @throws Error that names the key id and the reason, never the key.
 */
export function parseKeyRing(text: string): KeyRing {
  const entries = text.split(',').map((entry) => entry.trim());
  if (entries.length > maxKeys) throw new Error(`A key ring holds at most ${maxKeys} keys, not ${entries.length}.`);
  const keys: Record<string, Buffer> = {};
  const ids: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const separator = entry.indexOf(':');
    const id = entry.slice(0, Math.max(separator, 0));
    if (!keyIdPattern.test(id))
      throw new Error(`Key ${index + 1} of the ring has no id: write <id>:<base64 of 32 bytes>.`);
    if (Object.hasOwn(keys, id)) throw new Error(`Key ${id} stands twice in the ring.`);
    keys[id] = decodeKey(id, entry.slice(separator + 1));
    ids.push(id);
  }
  return { current: ids[0]!, keys };
}

function decodeKey(id: string, base64: string): Buffer {
  const key = Buffer.from(base64, 'base64');
  // Buffer.from skips what is no base64, so a damaged key would otherwise pass as a shorter or a different one.
  const isCanonical = key.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '');
  if (!isCanonical) throw new Error(`Key ${id} of the ring is not valid base64.`);
  if (key.length !== keyLengthBytes)
    throw new Error(`Key ${id} of the ring has ${key.length} bytes, not ${keyLengthBytes}.`);
  return key;
}
