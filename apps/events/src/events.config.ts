import { EnvInt, EnvString, EnvUrl } from '@guildhall/config';
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
}

/** Injection token of the service's configuration. */
export const EVENTS_CONFIG = Symbol('events-config');
