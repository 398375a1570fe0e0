import { EnvBoolean, EnvInt, EnvSecret, EnvString, EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';

export class EventsConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_EVENTS', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;

  /** `smtps://user:password@host:465`, or `smtp://…?requireTLS=true`; plain `smtp` encrypts where the server offers it. */
  @EnvUrl('SMTP_URL', { protocols: ['smtp', 'smtps'] })
  smtpUrl!: string;

  @EnvString('MAIL_FROM', {
    pattern: /^(?:[^<>@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    shape: 'Name <name@host>',
  })
  mailFrom!: string;

  /** Where people reach the platform; links in mails begin with it. */
  @EnvUrl('PUBLIC_URL', { protocols: ['http', 'https'] })
  publicUrl!: string;

  /** Mails to everybody together in a day (UTC); at the cap the rest waits for the next day. */
  @EnvInt('MAILS_PER_DAY_OVERALL', { min: 1, max: 10_000_000, default: 20_000 })
  mailsPerDayOverall!: number;

  /** 32 bytes in base64: signing secrets of webhooks are kept encrypted under it. */
  @EnvSecret('WEBHOOK_SECRETS_KEY', { minLength: 44 })
  webhookSecretsKey!: string;

  /** For development: webhooks may go to this machine, there also by http and to any port. */
  @EnvBoolean('WEBHOOKS_ALLOW_LOOPBACK', { default: false })
  webhooksAllowLoopback!: boolean;

  /** Calls of webhooks that are under way at once in this process, to all endpoints together. */
  @EnvInt('WEBHOOK_CONCURRENCY', { min: 4, max: 1_024, default: 128 })
  webhookConcurrency!: number;
}

/** Injection token of the service's configuration. */
export const EVENTS_CONFIG = Symbol('events-config');
