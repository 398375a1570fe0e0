import { AppError } from '@guildhall/errors';
import type { ContractEntity, DocumentEntity } from '../contract/contract.entity.js';
import type { ContractsConfig } from '../contracts.config.js';
import type { EvidenceEntity } from '../evidence/evidence.entity.js';
import { completionCertificate } from './completion-certificate.js';
import { PdfSealer } from './pdf-sealer.js';
import type { SealKeys } from './seal-keys.js';
import type { VerifiedSeal } from './seal-verifier.js';
import { SealVerifiers } from './seal-verifiers.js';

/** Seals documents and knows its own seals; made once, with the keys of the process. */
export class DocumentSealer {
  private constructor(
    private readonly keys: SealKeys,
    private readonly sealer: PdfSealer,
    private readonly verifier: SealVerifiers,
    private readonly config: ContractsConfig,
  ) {}

  static async open(keys: SealKeys, config: ContractsConfig): Promise<DocumentSealer> {
    const current = { ca: keys.ca.raw, certificate: keys.certificate.raw };
    const verifier = await SealVerifiers.of(current, keys.former);
    return new DocumentSealer(keys, new PdfSealer(keys), verifier, config);
  }

  /** The document with its certificate of completion behind it, sealed. */
  async seal(parts: {
    contract: ContractEntity;
    document: DocumentEntity;
    evidence: readonly EvidenceEntity[];
    original: Buffer;
    at: Date;
  }): Promise<Buffer> {
    const { companyName: company, companySignatory: signatory } = this.config;
    const certificate = await completionCertificate({ ...parts, company, signatory });
    return await this.sealer.seal(parts.original, certificate, parts.at);
  }

  /** @throws AppError `internal` where the file is not sealed by us to the last bit */
  async requireSealed(file: Buffer): Promise<void> {
    const { valid, ours, problem } = await this.verify(file);
    if (!valid || !ours) throw new AppError('internal', `A fresh seal does not verify: ${problem}.`);
  }

  async verify(file: Buffer): Promise<VerifiedSeal> {
    return await this.verifier.verify(file);
  }

  /** PEM. */
  get caCertificate(): string {
    return this.keys.ca.toString();
  }
}
