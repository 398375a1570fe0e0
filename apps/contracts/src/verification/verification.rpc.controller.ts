import { createHash } from 'node:crypto';
import {
  getSealCertificate,
  type SealCertificate,
  type SealVerdict,
  type VerifySealInput,
  verifySealedPdf,
} from '@guildhall/messages/contracts';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { ContractRepository } from '../contract/contract.repository.js';
import { DocumentSealer } from '../sealing/document-sealer.js';

/** For everybody who holds a sealed file. What is said of it names no person. */
@Controller()
export class VerificationRpcController {
  constructor(
    private readonly sealer: DocumentSealer,
    private readonly contracts: ContractRepository,
  ) {}

  @HandleRpc(verifySealedPdf)
  async verify({ base64 }: VerifySealInput): Promise<SealVerdict> {
    const file = Buffer.from(base64, 'base64');
    const sha256 = createHash('sha256').update(file).digest('hex');
    const { valid, ours, problem } = await this.sealer.verify(file);
    const document = valid && ours ? await this.contracts.findDocumentBySeal(sha256) : null;
    return {
      ...{ valid, ours, sha256 },
      problem: valid && ours && !document ? 'not_on_record' : problem,
      contractId: document?.contractId ?? null,
      documentKind: document?.kind ?? null,
      sealedAt: document?.sealedAt?.toISOString() ?? null,
    };
  }

  @HandleRpc(getSealCertificate)
  async certificate(): Promise<SealCertificate> {
    return { pem: this.sealer.caCertificate };
  }
}
