import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { certificateProblems, DeletionCertificate } from '@guildhall/messages/interviews';
import { canonicalJson } from '../scoring/canonical-json.js';

/** What is signed: everything but the signature. */
export type CertificateContent = Omit<DeletionCertificate, 'version' | 'statement' | 'keyId' | 'signature'>;

export type CertificateVerdict =
  | { valid: true; certificate: DeletionCertificate }
  | { valid: false; problem: Exclude<(typeof certificateProblems)[number], 'not_on_record'> };

/** Nobody signs anything longer. */
const mostCharacters = 100_000;

const statement =
  'Everything that was recorded or written in this interview, and everything made from it, was deleted: files in storage and in the upload spool, transcripts, what was sent to models and what they replied, and quotes in results. The data keys of the recordings were destroyed, so that no copy in any backup can be read. Backups of the database are kept for less than 30 days. What stays says nothing of what was said: levels and totals, states, times, and the audit log.';

export function issueCertificate(content: CertificateContent, privateKey: KeyObject): DeletionCertificate {
  const unsigned = { version: '1' as const, ...content, statement, keyId: keyIdOf(createPublicKey(privateKey)) };
  return { ...unsigned, signature: sign(null, bytesOf(unsigned), privateKey).toString('base64') };
}

/**
 * Whether one of our keys signed exactly this. A change of a single bit is found, wherever it is; white space and the order of
 * properties are none.
 *
 * @param keys by their id
 */
export function verifyCertificate(given: object, keys: ReadonlyMap<string, KeyObject>): CertificateVerdict {
  const { signature, ...unsigned } = given as DeletionCertificate;
  const bytes = typeof signature === 'string' ? bytesIfCanonical(unsigned) : null;
  if (bytes === null || typeof unsigned.keyId !== 'string') return { valid: false, problem: 'malformed' };
  const key = keys.get(unsigned.keyId);
  if (!key) return { valid: false, problem: 'key_unknown' };
  const decoded = Buffer.from(signature, 'base64');
  // Of the many ways to write the same bytes only our own: else two different texts would be the same certificate.
  const isOurs = decoded.toString('base64') === signature && verify(null, bytes, key, decoded);
  return isOurs
    ? { valid: true, certificate: given as DeletionCertificate }
    : { valid: false, problem: 'signature_invalid' };
}

/** SHA-256 (hex) of the key as SPKI in DER. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function bytesOf(unsigned: object): Buffer {
  return Buffer.from(canonicalJson(unsigned), 'utf8');
}

function bytesIfCanonical(unsigned: object): Buffer | null {
  try {
    const bytes = bytesOf(unsigned);
    return bytes.length <= mostCharacters ? bytes : null;
  } catch {
    return null;
  }
}
