import { auditSchema } from '@guildhall/audit';
import { databaseSchema, mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { DeliveryEntity } from '../delivery/delivery.entity.js';
import { FeedEventEntity } from '../feed/feed-event.entity.js';
import { MailEntity } from '../mail/mail.entity.js';
import { WebhookEntity } from '../webhook/webhook.entity.js';
import { WebhookSecretEntity } from '../webhook/webhook-secret.entity.js';
import { migrations as own } from './migrations/index.js';

export const eventsSchema = mergeSchemas(databaseSchema, auditSchema, eventLogSchema, jobsSchema, {
  entities: [FeedEventEntity, MailEntity, WebhookEntity, WebhookSecretEntity, DeliveryEntity],
  migrations: own,
});

export const { entities, migrations } = eventsSchema;
