import { auditSchema } from '@guildhall/audit';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { migrations as own } from './migrations/index.js';

export const contractsSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema, {
  entities: [],
  migrations: own,
});

export const { entities, migrations } = contractsSchema;
