import { EnvBoolean, EnvGroup, EnvInt, EnvOneOf, EnvSecret, EnvString, EnvUrl } from '@guildhall/config';
import { type EnvelopeBodies, envelopeBodies } from '@guildhall/envelope';
import { StorageConfig } from '@guildhall/storage';

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

export class GatewayConfig {
  /** 0 takes any free port. */
  @EnvInt('PORT', { max: 65_535, default: 3_000 })
  port!: number;

  @EnvString('HOST', { default: '127.0.0.1' })
  host!: string;

  /** Where people reach this installation; media links start with it, and cookies are `Secure` where it is https. */
  @EnvUrl('PUBLIC_URL', { protocols: ['http', 'https'] })
  publicUrl!: string;

  @EnvUrl('REDIS_URL', { protocols: ['redis', 'rediss'] })
  redisUrl!: string;

  /** `k2:<base64>,k1:<base64>`: the first signs, all of them verify. */
  @EnvSecret('ENVELOPE_KEYS')
  envelopeKeys!: string;

  /** `clear` only while replicas of 0.1 run beside this one, which read nothing else. */
  @EnvOneOf('ENVELOPE_BODIES', envelopeBodies, { default: 'encrypted' })
  envelopeBodies!: EnvelopeBodies;

  /** 32 bytes in base64; media links are signed with it. */
  @EnvSecret('LINK_SIGNING_KEY', { minLength: 44 })
  linkSigningKey!: string;

  /** One volume that all gateways and the workers of interviews share. */
  @EnvString('SPOOL_DIR')
  spoolDirectory!: string;

  @EnvGroup(StorageConfig)
  storage!: StorageConfig;

  @EnvOneOf('LOG_LEVEL', logLevels, { default: 'info' })
  logLevel!: (typeof logLevels)[number];

  /** Proxies whose `X-Forwarded-*` are believed: addresses and networks, separated by commas, for example `10.0.0.0/8`. */
  @EnvString('TRUST_PROXY', { optional: true })
  trustProxy!: string | undefined;

  /** Shown on the start page; only where the built-in mailbox runs. */
  @EnvUrl('MAILBOX_URL', { protocols: ['http', 'https'], optional: true })
  mailboxUrl!: string | undefined;

  /** Off only where something in front of the gateway limits requests, and in load tests. */
  @EnvBoolean('RATE_LIMITS', { default: true })
  rateLimits!: boolean;

  /** How long new connections are still taken after SIGTERM, for a load balancer that learns of it late. */
  @EnvInt('DRAIN_DELAY_MS', { max: 15_000, default: 0 })
  drainDelayMs!: number;

  /** The browser's client as it was built. */
  @EnvString('WEB_DIRECTORY', { default: 'dist/web' })
  webDirectory!: string;

  /** Set by crash tests alone. */
  @EnvString('FAULT_POINTS_DIRECTORY', { optional: true })
  faultPointsDirectory!: string | undefined;
}

/** Injection token of the service's configuration. */
export const GATEWAY_CONFIG = Symbol('gateway-config');
