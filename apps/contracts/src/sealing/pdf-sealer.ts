import { PDF } from '@libpdf/core';
import type { SealKeys } from './seal-keys.js';
import { SealSigner } from './seal-signature.js';

export const sealReason = 'Sealed as signed';

/**
 * Seals a document with the company's key: PAdES baseline B-B (`ETSI.CAdES.detached` with the attribute
 * signingCertificateV2). The bytes that were signed stay as they are at the beginning of the file.
 * @see https://www.etsi.org/deliver/etsi_en/319100_319199/31914201/
 */
export class PdfSealer {
  private readonly signer: SealSigner;

  constructor(keys: SealKeys) {
    this.signer = new SealSigner(keys);
  }

  /** @param appendix pages that follow the document's own, under the same seal */
  async seal(original: Uint8Array, appendix: Uint8Array | null, at: Date): Promise<Buffer> {
    const document = await PDF.load(original);
    if (appendix) {
      const pages = await PDF.load(appendix);
      await document.copyPagesFrom(
        pages,
        Array.from({ length: pages.getPageCount() }, (_, index) => index),
      );
    }
    const { bytes } = await document.sign({ signer: this.signer, reason: sealReason, signingTime: at, level: 'B-B' });
    return Buffer.from(bytes);
  }
}
