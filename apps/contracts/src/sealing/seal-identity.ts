import { createHash, randomBytes, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** What seals are made with, and what vouches for them. Certificates in DER. */
export interface SealIdentity {
  caCertificate: Buffer;
  certificate: Buffer;
  /** P-256, PKCS #8 in DER. */
  privateKey: Buffer;
}

export const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto });

const ecP256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const yearMs = 365.25 * 86_400_000;
const caYears = 20;
const signerYears = 10;
/** Other machines' clocks may be a little behind. */
const clockSkewMs = 3_600_000;

const oid = {
  organisation: '2.5.4.10',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  subjectKeyIdentifier: '2.5.29.14',
  authorityKeyIdentifier: '2.5.29.35',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  documentSigning: '1.3.6.1.5.5.7.3.36',
};

/**
 * An authority of the company's own and a certificate that it vouches for. The authority's key is used for that once and kept
 * nowhere: nobody can make another certificate that passes for this one.
 * @see https://www.rfc-editor.org/rfc/rfc5280 and https://www.rfc-editor.org/rfc/rfc9336 for the key purpose
 */
export async function makeSealIdentity(company: string, now: Date): Promise<SealIdentity> {
  const authority = await makeKeys();
  const signer = await makeKeys();
  const from = new Date(now.getTime() - clockSkewMs);
  const authorityName = nameOf(company, `${company} Document Authority`);
  const ca = await certificate({
    ...{ subject: authorityName, issuer: authorityName, keys: authority, issuerKeys: authority, from },
    until: new Date(now.getTime() + caYears * yearMs),
    extensions: [
      extension(oid.basicConstraints, true, new pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()),
      extension(oid.keyUsage, true, bits(0x06, 1)),
    ],
  });
  const own = await certificate({
    ...{
      subject: nameOf(company, `${company} Seal`),
      issuer: authorityName,
      keys: signer,
      issuerKeys: authority,
      from,
    },
    until: new Date(now.getTime() + signerYears * yearMs),
    extensions: [
      extension(oid.basicConstraints, true, new pkijs.BasicConstraints({ cA: false }).toSchema()),
      extension(oid.keyUsage, true, bits(0xc0, 6)),
      extension(oid.extendedKeyUsage, false, keyPurposes(oid.emailProtection, oid.documentSigning)),
    ],
  });
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', signer.privateKey);
  return { caCertificate: ca, certificate: own, privateKey: Buffer.from(privateKey) };
}

async function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(ecP256, true, ['sign', 'verify']);
}

interface CertificateParts {
  subject: pkijs.RelativeDistinguishedNames;
  issuer: pkijs.RelativeDistinguishedNames;
  keys: webcrypto.CryptoKeyPair;
  issuerKeys: webcrypto.CryptoKeyPair;
  from: Date;
  until: Date;
  extensions: pkijs.Extension[];
}

async function certificate(parts: CertificateParts): Promise<Buffer> {
  const made = new pkijs.Certificate();
  made.version = 2;
  // Positive, and never two alike.
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  made.serialNumber = new asn1js.Integer({ valueHex: arrayBufferOf(serial) });
  made.subject = parts.subject;
  made.issuer = parts.issuer;
  made.notBefore.value = parts.from;
  made.notAfter.value = parts.until;
  await made.subjectPublicKeyInfo.importKey(parts.keys.publicKey, engine);
  const issuerInfo = new pkijs.PublicKeyInfo();
  await issuerInfo.importKey(parts.issuerKeys.publicKey, engine);
  const own = new asn1js.OctetString({ valueHex: keyIdentifier(made.subjectPublicKeyInfo) });
  const issuer = new pkijs.AuthorityKeyIdentifier({
    keyIdentifier: new asn1js.OctetString({ valueHex: keyIdentifier(issuerInfo) }),
  });
  made.extensions = [
    ...parts.extensions,
    extension(oid.subjectKeyIdentifier, false, own),
    extension(oid.authorityKeyIdentifier, false, issuer.toSchema()),
  ];
  await made.sign(parts.issuerKeys.privateKey, 'SHA-256', engine);
  return Buffer.from(made.toSchema(true).toBER());
}

function keyIdentifier(info: pkijs.PublicKeyInfo): ArrayBuffer {
  return arrayBufferOf(createHash('sha1').update(info.subjectPublicKey.valueBlock.valueHexView).digest());
}

function nameOf(company: string, commonName: string): pkijs.RelativeDistinguishedNames {
  const typesAndValues = [
    { type: oid.organisation, value: company },
    { type: oid.commonName, value: commonName },
  ].map(({ type, value }) => new pkijs.AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }));
  return new pkijs.RelativeDistinguishedNames({ typesAndValues });
}

function extension(extnID: string, critical: boolean, value: asn1js.BaseBlock): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER(false) });
}

function bits(octet: number, unusedBits: number): asn1js.BitString {
  return new asn1js.BitString({ valueHex: arrayBufferOf(Buffer.from([octet])), unusedBits });
}

function keyPurposes(...keyPurposeIds: string[]): asn1js.BaseBlock {
  return new pkijs.ExtKeyUsage({ keyPurposes: keyPurposeIds }).toSchema();
}

export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
