import { createHash, type webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { type OurCertificates, SealForm, type SealParts } from './seal-form.js';
import { arrayBufferOf, engine } from './seal-identity.js';
import { findSeal, type SealPlace, type SealProblem } from './seal-place.js';

export interface VerifiedSeal {
  /** The signature fits the bytes and covers all of them. */
  valid: boolean;
  /** It was made with the key of one of our certificates, in the only form that we write. */
  ours: boolean;
  problem: SealProblem | null;
}

const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
};

/** Reading one costs some 5 ms a kilobyte, and anybody may ask. */
const mostForeignBytes = 16_384;
const ecdsa = { name: 'ECDSA', hash: { name: 'SHA-256' } };
const ecdsaWithSha256 = new pkijs.AlgorithmIdentifier({ algorithmId: '1.2.840.10045.4.3.2' });
/** Of the curve P-256. */
const coordinateBytes = 32;

/**
 * Says whether a file is what was sealed, to the last bit. Nothing of the library that puts seals into files is asked: both had
 * to agree on a mistake for it to slip through.
 */
export class SealVerifier {
  private constructor(
    private readonly form: SealForm,
    private readonly publicKey: webcrypto.CryptoKey,
  ) {}

  /** @throws Error where the certificates cannot be read */
  static async of(ours: OurCertificates): Promise<SealVerifier> {
    const form = new SealForm(ours);
    const { subjectPublicKeyInfo } = pkijs.Certificate.fromBER(arrayBufferOf(ours.certificate));
    return new SealVerifier(form, await engine.getPublicKey(subjectPublicKeyInfo, ecdsaWithSha256));
  }

  async verify(file: Buffer): Promise<VerifiedSeal> {
    const place = findSeal(file);
    if (typeof place === 'string') return refused(place);
    const parts = this.form.partsOf(place.cms);
    if (!parts) return await verifyForeign(place);
    if (!(await this.isSignedByUs(parts, place.covered))) return refused('signature_invalid');
    return { valid: true, ours: true, problem: null };
  }

  /**
   * The library is given the SignerInfo alone, and the key once: to read the certificates again, which are known byte for byte
   * by now, would cost ten times of what the signature does.
   */
  private async isSignedByUs({ signerInfo }: SealParts, covered: Buffer): Promise<boolean> {
    try {
      const info = new pkijs.SignerInfo({ schema: asn1js.fromBER(arrayBufferOf(signerInfo)).result });
      const { attributes = [], encodedValue = new ArrayBuffer(0) } = info.signedAttrs ?? {};
      const digest = createHash('sha256').update(covered).digest();
      if (!saysAlone(attributes, oid.messageDigest, new asn1js.OctetString({ valueHex: arrayBufferOf(digest) })))
        return false;
      if (!saysAlone(attributes, oid.contentType, new asn1js.ObjectIdentifier({ value: oid.data }))) return false;
      const signature = asn1js.fromBER(info.signature.valueBlock.valueHexView).result as asn1js.Sequence;
      const twoNumbers = pkijs.createECDSASignatureFromCMS(signature, coordinateBytes);
      return await engine.verify(ecdsa, this.publicKey, twoNumbers, encodedValue);
    } catch {
      // Attributes that cannot be read: nobody of us signed them.
      return false;
    }
  }
}

/** Whether there is one attribute of this type, with this one value. */
function saysAlone(attributes: readonly pkijs.Attribute[], type: string, value: asn1js.BaseBlock): boolean {
  const values = attributes.filter((attribute) => attribute.type === type).flatMap((attribute) => attribute.values);
  return values.length === 1 && Buffer.from(values[0].toBER()).equals(Buffer.from(value.toBER()));
}

/** A seal that is not in our form: somebody's signature of the whole file, or none. */
async function verifyForeign({ cms, covered }: SealPlace): Promise<VerifiedSeal> {
  if (cms.length > mostForeignBytes) return refused('seal_too_large');
  const signed = parsed(cms);
  if (!signed) return refused('seal_malformed');
  if (!(await signatureFits(signed, covered))) return refused('signature_invalid');
  return { valid: true, ours: false, problem: 'signer_unknown' };
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
    const { eContent, eContentType } = signed.encapContentInfo;
    // With contents of its own inside, the library checks the signature of those and not of the file.
    if (signed.signerInfos.length !== 1 || eContent !== undefined || eContentType !== oid.data) return false;
    return await signed.verify({ signer: 0, data: arrayBufferOf(covered), checkChain: false }, engine);
  } catch {
    // A certificate or an algorithm that cannot be read: it fits nothing.
    return false;
  }
}
