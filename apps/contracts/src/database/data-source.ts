import { auditSchema } from '@guildhall/audit';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { ContractEntity, DocumentEntity } from '../contract/contract.entity.js';
import { EvidenceEntity } from '../evidence/evidence.entity.js';
import { ProjectEntity, ProjectStaffEntity } from '../project/project.entity.js';
import { SigningLinkEntity, SigningSessionEntity } from '../signing/signing.entities.js';
import { TemplateVersionEntity } from '../template/template.entity.js';
import { migrations as own } from './migrations/index.js';

export const contractsSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema, {
  entities: [
    ...[ProjectEntity, ProjectStaffEntity, TemplateVersionEntity, ContractEntity, DocumentEntity],
    ...[SigningLinkEntity, SigningSessionEntity, EvidenceEntity],
  ],
  migrations: own,
});

export const { entities, migrations } = contractsSchema;
