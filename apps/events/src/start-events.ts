import * as messages from '@guildhall/messages/events';
import { rpcDefinitionsOf } from '@guildhall/rpc';
import { type ServiceSurroundings, type StartedService, startService } from '@guildhall/service';
import { eventsSchema } from './database/data-source.js';
import type { EventsConfig } from './events.config.js';
import { eventsModule } from './events.module.js';
import { sendMail } from './mail/send-mail.job.js';

/** Starts the service that follows every log: the feed for other systems, and mail for people. */
export async function startEvents(config: EventsConfig, surroundings: ServiceSurroundings): Promise<StartedService> {
  return await startService(
    {
      name: 'events',
      module: eventsModule(config),
      schema: eventsSchema,
      rpc: rpcDefinitionsOf('events', messages),
      jobs: [sendMail],
    },
    config,
    surroundings,
  );
}
