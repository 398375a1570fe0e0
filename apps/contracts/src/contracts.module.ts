import { LOGGER, type Logger } from '@guildhall/observability';
import { AbandonedSweep, type MediaStore } from '@guildhall/storage';
import { type DynamicModule, Module } from '@nestjs/common';
import { ContractRepository } from './contract/contract.repository.js';
import { ContractRpcController } from './contract/contract.rpc.controller.js';
import { ContractDocuments } from './contract/contract-documents.js';
import { ContractExpiry } from './contract/contract-expiry.js';
import { ContractFacts } from './contract/contract-facts.js';
import { ContractFiles, DOCUMENT_STORE, objectKeyPrefix } from './contract/contract-files.js';
import { ContractRecords } from './contract/contract-records.js';
import { ExpireContractHandler } from './contract/expire-contract.handler.js';
import { OnOffer } from './contract/on-offer.handler.js';
import { PrepareContractHandler } from './contract/prepare-contract.handler.js';
import { ContractsConfig } from './contracts.config.js';
import { EvidenceRepository } from './evidence/evidence.repository.js';
import { ProjectRepository } from './project/project.repository.js';
import { ProjectRpcController } from './project/project.rpc.controller.js';
import { ProjectAccess } from './project/project-access.js';
import { DocumentSealer } from './sealing/document-sealer.js';
import { SealDocumentHandler } from './sealing/seal-document.handler.js';
import { SigningRepository } from './signing/signing.repository.js';
import { SigningRpcController } from './signing/signing.rpc.controller.js';
import { SigningService } from './signing/signing.service.js';
import { SigningSecrets } from './signing/signing-secrets.js';
import { SigningSessions } from './signing/signing-sessions.js';
import { SigningViews } from './signing/signing-view.js';
import { TemplateRepository } from './template/template.repository.js';
import { TemplateRpcController } from './template/template.rpc.controller.js';
import { TemplateService } from './template/template.service.js';
import { VerificationRpcController } from './verification/verification.rpc.controller.js';

/** What the features need from outside the database. */
export interface ContractsParts {
  config: ContractsConfig;
  store: MediaStore;
  sealer: DocumentSealer;
}

const contracts = [
  ...[ContractRepository, ContractDocuments, ContractFacts, ContractFiles, ContractRecords, EvidenceRepository],
  ...[OnOffer, PrepareContractHandler, ContractExpiry, ExpireContractHandler, SealDocumentHandler],
];
const signing = [SigningRepository, SigningService, SigningSecrets, SigningSessions, SigningViews];

export function contractsModule({ config, store, sealer }: ContractsParts): DynamicModule {
  return {
    module: ContractsModule,
    controllers: [
      ...[ProjectRpcController, TemplateRpcController, ContractRpcController, SigningRpcController],
      VerificationRpcController,
    ],
    providers: [
      ...[ProjectRepository, ProjectAccess, TemplateRepository, TemplateService],
      ...[...contracts, ...signing],
      { provide: ContractsConfig, useValue: config },
      { provide: DOCUMENT_STORE, useValue: store },
      {
        provide: AbandonedSweep,
        inject: [LOGGER],
        useFactory: (logger: Logger) =>
          new AbandonedSweep({ ...store, prefix: objectKeyPrefix, logger }, config.roles.includes('worker')),
      },
      { provide: DocumentSealer, useValue: sealer },
    ],
  };
}

@Module({})
class ContractsModule {}
