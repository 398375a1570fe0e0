import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

export const tokenKinds = { session: 'ghs', link: 'ghl', apiKey: 'ghk', signing: 'ghg' } as const;

/** A secret of 256 random bits. The prefix tells people and secret scanners what they found. */
export function mintToken(kind: keyof typeof tokenKinds): string {
  return `${tokenKinds[kind]}_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. Tokens hold 256 bits, so a fast hash is enough; passwords take `hashPassword`. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The part of an API key that lists may show. */
export function visiblePrefix(token: string): string {
  return token.slice(0, 12);
}

/** Six digits, uniform. */
export function mintCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** A code has 20 bits, so its stored form is keyed: a copy of the table alone reveals none. */
export function hashCode(key: Buffer, challengeId: string, code: string): string {
  return createHmac('sha256', key).update(`${challengeId}:${code}`).digest('hex');
}

export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
