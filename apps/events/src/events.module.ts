import { type DynamicModule, Module } from '@nestjs/common';
import { EventTypesRpcController } from './catalogue/event-types.rpc.controller.js';
import { DeliveryRepository } from './delivery/delivery.repository.js';
import { DeliveryRpcController } from './delivery/delivery.rpc.controller.js';
import { DeliveryQueue } from './delivery/delivery-queue.js';
import { EndpointHealth } from './delivery/endpoint-health.js';
import { FanOut } from './delivery/fan-out.service.js';
import { ResendService } from './delivery/resend.service.js';
import { WebhookDeliverer } from './delivery/webhook-deliverer.js';
import { EVENTS_CONFIG, type EventsConfig } from './events.config.js';
import { FeedRepository } from './feed/feed.repository.js';
import { FeedRpcController } from './feed/feed.rpc.controller.js';
import { OnEveryFact } from './feed/on-every-fact.handler.js';
import { LiveRpcController } from './live/live.rpc.controller.js';
import { MailRepository } from './mail/mail.repository.js';
import { MailService } from './mail/mail.service.js';
import { NotifyAdmins } from './mail/notify-admins.handler.js';
import { OnNewsForPeople } from './mail/on-news-for-people.handler.js';
import { SendMailHandler } from './mail/send-mail.handler.js';
import { SmtpSender } from './mail/smtp-sender.js';
import { SecretVault } from './webhook/secret-vault.js';
import { WebhookRepository } from './webhook/webhook.repository.js';
import { WebhookRpcController } from './webhook/webhook.rpc.controller.js';
import { WebhookService } from './webhook/webhook.service.js';

export function eventsModule(config: EventsConfig): DynamicModule {
  return {
    module: EventsModule,
    controllers: [
      ...[FeedRpcController, EventTypesRpcController, LiveRpcController],
      ...[WebhookRpcController, DeliveryRpcController],
    ],
    providers: [
      { provide: EVENTS_CONFIG, useValue: config },
      { provide: SecretVault, useValue: new SecretVault(config.webhookSecretsKey) },
      ...[FeedRepository, OnEveryFact],
      ...[WebhookRepository, WebhookService],
      ...[DeliveryRepository, DeliveryQueue, EndpointHealth, WebhookDeliverer, FanOut, ResendService],
      ...[MailRepository, MailService, OnNewsForPeople, NotifyAdmins, SendMailHandler, SmtpSender],
    ],
  };
}

@Module({})
class EventsModule {}
