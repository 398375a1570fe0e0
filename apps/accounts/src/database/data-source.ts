import { auditSchema } from '@guildhall/audit';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { ApiKeyEntity } from '../api-key/api-key.entity.js';
import { PersonEntity } from '../person/person.entity.js';
import { SessionEntity } from '../session/session.entity.js';
import { ChallengeEntity, CredentialEntity } from '../sign-in/credential.entities.js';
import { migrations as own } from './migrations/index.js';

export const accountsSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema, {
  entities: [PersonEntity, CredentialEntity, ChallengeEntity, SessionEntity, ApiKeyEntity],
  migrations: own,
});

export const { entities, migrations } = accountsSchema;
