import { EnvInt, EnvString, EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';
import { isRoutingNumber } from './nacha/routing-number.js';

const routingShape = 'a routing number: nine digits, of which the last checks the others';

export class PayrollConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_PAYROLL', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;

  /** The folder of the keys that wrap people's data keys, and of those of the blind indexes; in no database backup. */
  @EnvString('PAYROLL_KEYS_DIRECTORY')
  keysDirectory!: string;

  /** Where payout files are handed in; without it they are made and wait. */
  @EnvUrl('BANK_URL', { protocols: ['http', 'https'], optional: true })
  bankUrl!: string | undefined;

  /** How often the bank is asked what became of a file. */
  @EnvInt('BANK_POLL_SECONDS', { min: 1, max: 86_400, default: 2 })
  bankPollSeconds!: number;

  /** How long a new account waits before anything is paid to it, where it replaces another one. */
  @EnvInt('PAYOUT_METHOD_COOLING_OFF_HOURS', { min: 0, max: 720, default: 48 })
  coolingOffHours!: number;

  /** Routing number of the bank that takes the files, which is the originating bank, too. */
  @EnvString('ACH_BANK_ROUTING_NUMBER', { default: '091000019', fits: isRoutingNumber, shape: routingShape })
  achBankRoutingNumber!: string;

  /** By its clocks files are dated; an evening in America is the next day in Greenwich. */
  @EnvString('ACH_BANK_TIME_ZONE', { default: 'America/New_York', fits: isTimeZone, shape: 'a zone of the IANA list' })
  achBankTimeZone!: string;

  @EnvString('ACH_BANK_NAME', { default: 'Simulated bank' })
  achBankName!: string;

  /** As given by the bank; ten characters. */
  @EnvString('ACH_COMPANY_ID', { default: '1999999999', pattern: /^[0-9A-Z]{10}$/, shape: 'ten digits or letters' })
  achCompanyId!: string;

  @EnvString('ACH_COMPANY_NAME', { default: 'Guildhall' })
  achCompanyName!: string;
}

/** Injection token of the service's configuration. */
export const PAYROLL_CONFIG = Symbol('payroll-config');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
