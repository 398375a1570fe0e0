import { EnvInt, EnvList, EnvOneOf, EnvSecret, EnvString, EnvUrl } from '@guildhall/config';
import { type EnvelopeBodies, envelopeBodies } from '@guildhall/envelope';

export const serviceRoles = ['api', 'worker', 'follower'] as const;
/** What a process of a service does: answer requests, run jobs, follow other services' events. */
export type ServiceRole = (typeof serviceRoles)[number];

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** The settings that every service has; each adds its own, its database first of all. */
export abstract class ServiceConfig {
  /** `DATABASE_URL_<SERVICE>`: logs in as the service's own role. */
  abstract databaseUrl: string;

  @EnvUrl('REDIS_URL', { protocols: ['redis', 'rediss'] })
  redisUrl!: string;

  /** `k2:<base64>,k1:<base64>`: the first signs, all of them verify. */
  @EnvSecret('ENVELOPE_KEYS')
  envelopeKeys!: string;

  /** `clear` only while replicas of 0.1 run beside this one, which read nothing else. */
  @EnvOneOf('ENVELOPE_BODIES', envelopeBodies, { default: 'encrypted' })
  envelopeBodies!: EnvelopeBodies;

  @EnvList('ROLES', { of: serviceRoles, default: [...serviceRoles] })
  roles!: ServiceRole[];

  /** The queues that this process works on; all of the service's where empty. */
  @EnvList('WORKER_QUEUES', { default: [] })
  workerQueues!: string[];

  /** Jobs of one queue that run at once in this process. */
  @EnvInt('WORKER_CONCURRENCY', { min: 1, max: 64, default: 2 })
  workerConcurrency!: number;

  @EnvInt('DATABASE_POOL_SIZE', { min: 2, max: 100, default: 10 })
  databasePoolSize!: number;

  @EnvOneOf('LOG_LEVEL', logLevels, { default: 'info' })
  logLevel!: (typeof logLevels)[number];

  /** Where the heads of the audit chains are kept outside the database; nowhere where absent. */
  @EnvString('AUDIT_HEADS_DIRECTORY', { optional: true })
  auditHeadsDirectory!: string | undefined;

  /** Set by crash tests alone. */
  @EnvString('FAULT_POINTS_DIRECTORY', { optional: true })
  faultPointsDirectory!: string | undefined;
}

/** What the process itself needs, whatever service runs in it. */
export class ProcessConfig {
  /** Port of `/health/live`, `/health/ready` and `/metrics`. */
  @EnvInt('OPERATIONS_PORT', { min: 1, max: 65_535 })
  operationsPort!: number;

  @EnvString('OPERATIONS_HOST', { default: '127.0.0.1' })
  operationsHost!: string;
}
