import * as messages from '@guildhall/messages/events';
import { rpcDefinitionsOf } from '@guildhall/rpc';
import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import { eventsSchema } from './database/data-source.js';
import { WebhookDeliverer } from './delivery/webhook-deliverer.js';
import type { EventsConfig } from './events.config.js';
import { eventsModule } from './events.module.js';
import { notifyAdmins } from './mail/notify-admins.job.js';
import { sendMail } from './mail/send-mail.job.js';

/** What `WORKER_QUEUES` calls the delivery of webhooks, which is no queue of BullMQ. */
const webhookQueue = 'webhooks';

/** Starts the service that follows every log: the feed, webhooks for other systems, and mail for people. */
export async function startEvents(config: EventsConfig, surroundings: ServiceSurroundings): Promise<StartedService> {
  const service = await startService(
    {
      name: 'events',
      module: eventsModule(config),
      schema: eventsSchema,
      rpc: rpcDefinitionsOf('events', messages),
      jobs: [sendMail, notifyAdmins],
    },
    config,
    surroundings,
  );
  const deliverer = service.application.get(WebhookDeliverer, { strict: false });
  const { roles, workerQueues } = config;
  const delivers = workerQueues.length === 0 || workerQueues.includes(webhookQueue);
  if (roles.includes('worker') && delivers) deliverer.start();
  return {
    ...service,
    async drain() {
      await Promise.all([deliverer.drain(), service.drain()]);
    },
    async settle(timeoutMs) {
      await service.settle(timeoutMs);
      await deliverer.settle(timeoutMs);
    },
    async close() {
      await deliverer.drain();
      await service.close();
    },
  };
}
