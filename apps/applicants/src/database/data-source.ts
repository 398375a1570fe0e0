import { auditSchema } from '@guildhall/audit';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { ApplicationEntity, DecisionEntity } from '../application/application.entity.js';
import { OfferEntity } from '../offer/offer.entity.js';
import { OpeningEntity, OpeningStaffEntity } from '../opening/opening.entity.js';
import { migrations as own } from './migrations/index.js';

export const applicantsSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema, {
  entities: [OpeningEntity, OpeningStaffEntity, ApplicationEntity, DecisionEntity, OfferEntity],
  migrations: own,
});

export const { entities, migrations } = applicantsSchema;
