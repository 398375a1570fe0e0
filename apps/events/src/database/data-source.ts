import { auditSchema } from '@guildhall/audit';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { FeedEventEntity } from '../feed/feed-event.entity.js';
import { MailEntity } from '../mail/mail.entity.js';
import { migrations as own } from './migrations/index.js';

export const eventsSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema, {
  entities: [FeedEventEntity, MailEntity],
  migrations: own,
});

export const { entities, migrations } = eventsSchema;
