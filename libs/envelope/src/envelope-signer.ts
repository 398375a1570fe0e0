import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Actor } from '@guildhall/messages/contract';
import { BodyCipher } from './body-cipher.js';
import { EnvelopeError } from './envelope-error.js';
import { type KeyRing, keyLengthBytes } from './key-ring.js';

export type EnvelopeKind = 'request' | 'reply' | 'wake' | 'job';

/** What travels signed beside every body. */
export interface EnvelopeHeader {
  kind: EnvelopeKind;
  /** Who may open it: a service, or the inbox of one process. */
  audience: string;
  actor: Actor;
  correlationId: string;
  causationId?: string;
  /** How long the message may be acted on; the receiver measures it by the clock of the channel that carried it. */
  ttlMs: number;
  /** Unique per request, wake-up and job; a reply carries that of the (first) request it answers. */
  nonce: string;
  idempotency?: { key: string; fingerprint: string };
}

export interface OpenedEnvelope {
  header: EnvelopeHeader;
  body: string;
}

/** Base64url of an HMAC-SHA256, unpadded. */
const macLength = 43;
/** The body in clear, as before 0.2; the body encrypted. */
const versions = ['1', '2'] as const;
type Version = (typeof versions)[number];

interface LiveKey {
  mac: KeyObject;
  body: BodyCipher;
}

/** How bodies are sealed: as versions before 0.2 can read them for as long as replicas of those run. Both are opened. */
export const envelopeBodies = ['encrypted', 'clear'] as const;
export type EnvelopeBodies = (typeof envelopeBodies)[number];

/**
 * Seals and opens what travels through Redis: requests, replies, wake-ups and jobs. Whoever holds the Redis password, or
 * a copy of its files, but no key can neither forge a message nor turn one into another, nor read what it carries.
 *
 * A sealed message is `<mac>.<version>.<key id>.<header length>.<header JSON><body>`, the body encrypted in version 2 and
 * in clear in version 1. The MAC (HMAC-SHA256, RFC 2104) covers everything behind its own dot; the header length counts
 * UTF-16 units.
 */
export class EnvelopeSigner {
  private readonly keys = new Map<string, LiveKey>();
  private readonly current: LiveKey;
  private readonly version: Version;
  private readonly prefix: string;

  constructor(ring: KeyRing, bodies: EnvelopeBodies = 'encrypted') {
    for (const [id, key] of Object.entries(ring.keys)) {
      if (key.length !== keyLengthBytes) throw new Error(`Key ${id} has ${key.length} bytes, not ${keyLengthBytes}.`);
      this.keys.set(id, { mac: createSecretKey(key), body: new BodyCipher(key) });
    }
    const current = this.keys.get(ring.current);
    if (!current) throw new Error(`The current key ${ring.current} is not in the key ring.`);
    this.current = current;
    this.version = bodies === 'clear' ? '1' : '2';
    this.prefix = `${this.version}.${ring.current}.`;
  }

  seal(header: EnvelopeHeader, body: string): string {
    const headerJson = JSON.stringify(header);
    const written = this.version === '2' ? this.current.body.hide(body) : body;
    const signed = `${this.prefix}${headerJson.length}.${headerJson}${written}`;
    return `${macOf(this.current.mac, signed)}.${signed}`;
  }

  /**
   * The content, once it is proven to come from one of us and to be meant for this receiver.
   * @throws EnvelopeError with the fault; nothing of the content is looked at before the MAC is proven.
   */
  open(sealed: string, expected: { audience: string; kind: EnvelopeKind }): OpenedEnvelope {
    const keyStart = macLength + '.v.'.length;
    const version = versions.find((known) => sealed.slice(macLength, keyStart) === `.${known}.`);
    const keyEnd = sealed.indexOf('.', keyStart);
    const lengthEnd = sealed.indexOf('.', keyEnd + 1);
    if (version === undefined || keyEnd < 0 || lengthEnd < 0) {
      throw new EnvelopeError('malformed');
    }
    const key = this.keys.get(sealed.slice(keyStart, keyEnd));
    if (!key) throw new EnvelopeError('unknown_key');
    if (!isSameMac(sealed.slice(0, macLength), macOf(key.mac, sealed.slice(macLength + 1)))) {
      throw new EnvelopeError('bad_mac');
    }
    const headerEnd = lengthEnd + 1 + Number(sealed.slice(keyEnd + 1, lengthEnd));
    const header = JSON.parse(sealed.slice(lengthEnd + 1, headerEnd)) as EnvelopeHeader;
    if (header.audience !== expected.audience) throw new EnvelopeError('wrong_audience');
    if (header.kind !== expected.kind) throw new EnvelopeError('wrong_kind');
    const written = sealed.slice(headerEnd);
    return { header, body: version === '2' ? key.body.reveal(written) : written };
  }
}

function macOf(key: KeyObject, signed: string): string {
  return createHmac('sha256', key).update(signed).digest('base64url');
}

/** Compares the written form: 43 characters hold two bits more than the MAC, which a decoder would ignore. */
function isSameMac(given: string, expected: string): boolean {
  const givenBytes = Buffer.from(given, 'utf8');
  const expectedBytes = Buffer.from(expected, 'latin1');
  return givenBytes.length === expectedBytes.length && timingSafeEqual(givenBytes, expectedBytes);
}
