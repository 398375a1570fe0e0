import { der, derAt } from './der.js';
import { isOurSignature } from './seal-signature.js';

/** Certificates (DER) whose seals are ours. */
export interface OurCertificates {
  ca: Buffer;
  certificate: Buffer;
}

/** What differs from one seal to the next. */
export interface SealParts {
  /** The whole SignerInfo with its signed attributes, DER. */
  signerInfo: Buffer;
}

const tag = { integer: 0x02, octetString: 0x04, sequence: 0x30, set: 0x31, context0: 0xa0 };
/** Object identifiers, DER. */
const oid = {
  data: Buffer.from('06092a864886f70d010701', 'hex'),
  signedData: Buffer.from('06092a864886f70d010702', 'hex'),
  sha256: Buffer.from('0609608648016503040201', 'hex'),
  ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
};
const version1 = der(tag.integer, Buffer.from([1]));
const sha256 = der(tag.sequence, oid.sha256);
const path = { signerInfo: [0, 1, 0, 4, 0], signedAttributes: [0, 3], signature: [0, 5] };

/**
 * The one form in which we write a seal: a SignedData of RFC 5652 with one signer, both certificates and nothing else. What the
 * signature itself does not protect is, byte for byte, what we write there; whatever is written another way is not ours.
 */
export class SealForm {
  private readonly certificates: Buffer;
  /** Issuer and serial number, by which the signer is named. */
  private readonly signer: Buffer;

  /** @throws Error where the certificate cannot be read */
  constructor({ ca, certificate }: OurCertificates) {
    this.certificates = der(tag.context0, certificate, ca);
    const [serialNumber, issuer] = [1, 3].map((index) => derAt(certificate, 0, 0, index));
    if (!serialNumber || !issuer) throw new Error('The certificate of seals cannot be read.');
    this.signer = der(tag.sequence, issuer.whole, serialNumber.whole);
  }

  /** Null where the seal was not written by us. */
  partsOf(cms: Buffer): SealParts | null {
    const signerInfo = derAt(cms, ...path.signerInfo)?.whole;
    const signedAttributes = signerInfo && derAt(signerInfo, ...path.signedAttributes)?.content;
    const signature = signerInfo && derAt(signerInfo, ...path.signature)?.content;
    if (!signedAttributes || !signature || !isOurSignature(signature)) return null;
    return this.written(signedAttributes, signature).equals(cms) ? { signerInfo } : null;
  }

  private written(signedAttributes: Buffer, signature: Buffer): Buffer {
    const signerInfo = der(
      tag.sequence,
      ...[version1, this.signer, sha256, der(tag.context0, signedAttributes)],
      ...[der(tag.sequence, oid.ecdsaWithSha256), der(tag.octetString, signature)],
    );
    const signedData = der(
      tag.sequence,
      ...[version1, der(tag.set, sha256), der(tag.sequence, oid.data)],
      ...[this.certificates, der(tag.set, signerInfo)],
    );
    return der(tag.sequence, oid.signedData, der(tag.context0, signedData));
  }
}
