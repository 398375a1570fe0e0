import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { arrayBufferOf, engine } from './seal-identity.js';
import { findSeal, type SealProblem } from './seal-place.js';

export interface VerifiedSeal {
  /** The signature fits the bytes and covers all of them. */
  valid: boolean;
  /** It was made with the key of one of our certificates, in the only form that we write. */
  ours: boolean;
  problem: SealProblem | null;
}

/** Certificates (DER) whose seals are ours. */
export interface OurCertificates {
  ca: Buffer;
  certificate: Buffer;
}

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
};

/**
 * Whether a file is what was sealed, to the last bit. Made with another library than the seal, as the two had to agree on
 * every mistake for one to slip through.
 */
export async function verifySeal(file: Buffer, ours: OurCertificates): Promise<VerifiedSeal> {
  const place = findSeal(file);
  if (typeof place === 'string') return refused(place);
  const signed = parsed(place.cms);
  if (!signed) return refused('seal_malformed');
  if (!(await signatureFits(signed, place.covered))) return refused('signature_invalid');
  if (!isInOurForm(signed, place.cms, ours)) return { valid: true, ours: false, problem: 'signer_unknown' };
  return { valid: true, ours: true, problem: null };
}

function refused(problem: SealProblem): VerifiedSeal {
  return { valid: false, ours: false, problem };
}

function parsed(cms: Buffer): pkijs.SignedData | null {
  try {
    const content = pkijs.ContentInfo.fromBER(arrayBufferOf(cms));
    if (content.contentType !== oid.signedData) return null;
    return new pkijs.SignedData({ schema: content.content });
  } catch {
    return null;
  }
}

async function signatureFits(signed: pkijs.SignedData, covered: Buffer): Promise<boolean> {
  try {
    if (signed.signerInfos.length !== 1) return false;
    return await signed.verify({ signer: 0, data: arrayBufferOf(covered), checkChain: false }, engine);
  } catch {
    // A certificate or an algorithm that cannot be read: it fits nothing.
    return false;
  }
}

/** What the signature itself does not protect has to be, byte for byte, what we write there. */
function isInOurForm(signed: pkijs.SignedData, cms: Buffer, ours: OurCertificates): boolean {
  const [info] = signed.signerInfos;
  const certificates = (signed.certificates ?? []).map((each) => Buffer.from(each.toSchema().toBER()));
  const own = pkijs.Certificate.fromBER(arrayBufferOf(ours.certificate));
  const sid = info?.sid;
  return (
    info !== undefined &&
    sid instanceof pkijs.IssuerAndSerialNumber &&
    // Byte for byte: names that differ in upper and lower case alone are equal to the library.
    berOf(sid.issuer).equals(berOf(own.issuer)) &&
    sid.serialNumber.isEqual(own.serialNumber) &&
    certificates.length === 2 &&
    certificates[0]!.equals(ours.certificate) &&
    certificates[1]!.equals(ours.ca) &&
    [signed.version, info.version].every((version) => version === 1) &&
    signed.digestAlgorithms.length === 1 &&
    [signed.digestAlgorithms[0]!, info.digestAlgorithm].every(isBare(oid.sha256)) &&
    isBare(oid.ecdsaWithSha256)(info.signatureAlgorithm) &&
    signed.encapContentInfo.eContentType === oid.data &&
    signed.encapContentInfo.eContent === undefined &&
    signed.crls === undefined &&
    info.unsignedAttrs === undefined &&
    isStrictEcdsa(Buffer.from(info.signature.valueBlock.valueHexView)) &&
    rewritten(signed).equals(cms)
  );
}

/**
 * A signature of P-256 in DER: two positive integers of at most 32 bytes, without a byte too many. Readers leave out what
 * stands before the 32 bytes, so that a bit flipped there would not show.
 * @see RFC 3279, 2.2.3
 */
function isStrictEcdsa(der: Buffer): boolean {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return false;
  const second = 2 + strictIntegerLength(der, 2);
  return second > 2 && second + strictIntegerLength(der, second) === der.length;
}

/** With its tag and length; 0 where it is none of ours. */
function strictIntegerLength(der: Buffer, at: number): number {
  const [tag, length = 0, first = 0, next = 0] = der.subarray(at);
  const isPadded = first === 0 && length > 1;
  const isMinimal = first < 0x80 && (!isPadded || next >= 0x80) && length - (isPadded ? 1 : 0) <= 32;
  return tag === 0x02 && length > 0 && isMinimal ? 2 + length : 0;
}

function isBare(algorithmId: string): (algorithm: pkijs.AlgorithmIdentifier) => boolean {
  return (algorithm) => algorithm.algorithmId === algorithmId && algorithm.algorithmParams === undefined;
}

function berOf(name: pkijs.RelativeDistinguishedNames): Buffer {
  return Buffer.from(name.toSchema().toBER());
}

/** The same content in DER: whatever was written another way differs from it. */
function rewritten(signed: pkijs.SignedData): Buffer {
  const content = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  return Buffer.from((content.toSchema() as asn1js.Sequence).toBER());
}
