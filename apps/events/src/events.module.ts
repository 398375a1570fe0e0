import { type DynamicModule, Module } from '@nestjs/common';
import { EVENTS_CONFIG, type EventsConfig } from './events.config.js';
import { FeedRepository } from './feed/feed.repository.js';
import { FeedRpcController } from './feed/feed.rpc.controller.js';
import { OnEveryFact } from './feed/on-every-fact.handler.js';
import { MailRepository } from './mail/mail.repository.js';
import { MailService } from './mail/mail.service.js';
import { OnNewsForPeople } from './mail/on-news-for-people.handler.js';
import { SendMailHandler } from './mail/send-mail.handler.js';
import { SmtpSender } from './mail/smtp-sender.js';

export function eventsModule(config: EventsConfig): DynamicModule {
  return {
    module: EventsModule,
    controllers: [FeedRpcController],
    providers: [
      { provide: EVENTS_CONFIG, useValue: config },
      ...[FeedRepository, OnEveryFact],
      ...[MailRepository, MailService, OnNewsForPeople, SendMailHandler, SmtpSender],
    ],
  };
}

@Module({})
class EventsModule {}
