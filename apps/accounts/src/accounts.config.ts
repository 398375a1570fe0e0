import { EnvInt, EnvSecret, EnvString, EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';

export class AccountsConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_ACCOUNTS', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;

  /** 32 bytes in base64; six-digit codes are stored as a hash under it. */
  @EnvSecret('CODE_HASH_KEY', { minLength: 44 })
  codeHashKey!: string;

  @EnvInt('APPLICANT_SESSION_HOURS', { min: 1, max: 2_160, default: 720 })
  applicantSessionHours!: number;

  @EnvInt('STAFF_SESSION_HOURS', { min: 1, max: 168, default: 12 })
  staffSessionHours!: number;

  /** Mails with a code or link to one address, in 15 minutes and in a day. */
  @EnvInt('MAILS_PER_QUARTER_HOUR', { min: 1, max: 1_000, default: 3 })
  mailsPerQuarterHour!: number;

  @EnvInt('MAILS_PER_DAY', { min: 1, max: 10_000, default: 10 })
  mailsPerDay!: number;

  /** Mails with a code or link that one source (an IPv4 address or an IPv6 /64) may cause in a day. */
  @EnvInt('MAILS_PER_SOURCE_DAY', { min: 1, max: 1_000_000, default: 1_000 })
  mailsPerSourceDay!: number;

  /** The first admin is made at the first start, where there is no staff yet. */
  @EnvString('FIRST_ADMIN_EMAIL', { optional: true })
  firstAdminEmail!: string | undefined;

  @EnvSecret('FIRST_ADMIN_PASSWORD', { optional: true, minLength: 12 })
  firstAdminPassword!: string | undefined;
}

/** Injection token of the service's configuration. */
export const ACCOUNTS_CONFIG = Symbol('accounts-config');
