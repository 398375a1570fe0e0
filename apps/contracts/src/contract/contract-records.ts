import { Injectable } from '@nestjs/common';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import { ContractFacts } from './contract-facts.js';

/** Where deeds are written down. */
@Injectable()
export class ContractRecords {
  constructor(
    readonly evidence: EvidenceRepository,
    readonly facts: ContractFacts,
  ) {}
}
