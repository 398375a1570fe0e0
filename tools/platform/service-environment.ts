import { randomBytes } from 'node:crypto';
import type { DatabaseService } from '@guildhall/database';
import type { PlatformFolder } from './platform-folder.js';
import { generatePassword, type Secrets } from './secrets.js';

const FIRST_ADMIN_EMAIL = 'admin@guildhall.example';
const FIRST_ADMIN_SECRET = 'first-admin-password';
const FIRST_ADMIN_SHOWN = 'first-admin-password-shown';

/** Of the user's settings, those that no service may see or needs: the administrator's database, and npm's own. */
const KEPT_BACK = /^(DATABASE_URL$|DATABASE_PASSWORD_|npm_|INIT_CWD$)/;

export interface Addresses {
  databaseUrls: Record<DatabaseService, string>;
  redisUrl: string;
  smtpUrl: string;
  /** Null where mail goes to a server of the user's. */
  mailboxUrl: string | null;
  publicUrl: string;
  /** Of the simulated bank; null where the user names another one, or none. */
  bankUrl: string | null;
  httpPort: number;
  operationsPort: number;
}

/**
 * Every setting that the services are started with: what is generated here and kept, unless the user set it, and what this
 * installation is, whatever the user set.
 */
export function serviceEnvironment(
  folder: PlatformFolder,
  secrets: Secrets,
  addresses: Addresses,
  own: NodeJS.ProcessEnv,
): Record<string, string> {
  const passedOn = Object.entries(own).filter(([name, value]) => value !== undefined && !KEPT_BACK.test(name));
  const databases = Object.entries(addresses.databaseUrls).map(([service, url]) => [
    `DATABASE_URL_${service.toUpperCase()}`,
    url,
  ]);
  return {
    MAIL_FROM: 'Guildhall <no-reply@guildhall.example>',
    FIRST_ADMIN_EMAIL,
    FIRST_ADMIN_PASSWORD: firstAdminPassword(secrets),
    ENVELOPE_KEYS: secrets.obtain('envelope-keys', () => `k1:${generateKey()}`),
    LINK_SIGNING_KEY: secrets.obtain('link-signing-key', generateKey),
    CODE_HASH_KEY: secrets.obtain('code-hash-key', generateKey),
    WEBHOOK_SECRETS_KEY: secrets.obtain('webhook-secrets-key', generateKey),
    // Who runs the built-in mailbox is trying things out: receivers may run on the same machine.
    ...(addresses.mailboxUrl ? { WEBHOOKS_ALLOW_LOOPBACK: 'true' } : {}),
    ...Object.fromEntries(passedOn),
    ...Object.fromEntries(databases),
    REDIS_URL: addresses.redisUrl,
    SMTP_URL: addresses.smtpUrl,
    ...(addresses.mailboxUrl ? { MAILBOX_URL: addresses.mailboxUrl } : {}),
    PUBLIC_URL: addresses.publicUrl,
    PORT: String(addresses.httpPort),
    OPERATIONS_PORT: String(addresses.operationsPort),
    ...(own['S3_BUCKET'] ? {} : { STORAGE_DIRECTORY: folder.storage }),
    DATA_KEYS_DIRECTORY: folder.dataKeys,
    SEAL_KEYS_DIRECTORY: folder.sealKeys,
    CERTIFICATE_KEYS_DIRECTORY: folder.certificateKeys,
    PAYROLL_KEYS_DIRECTORY: folder.payrollKeys,
    ...(addresses.bankUrl ? { BANK_URL: addresses.bankUrl } : {}),
    SPOOL_DIR: folder.spool,
    WORK_DIRECTORY: folder.work,
    AUDIT_HEADS_DIRECTORY: folder.auditHeads,
    TZ: 'UTC',
    // Each thread's own arena of the C library keeps what it once held; two for all give it back.
    MALLOC_ARENA_MAX: '2',
    // Uploads fill thousands of buffers a second. Giving each back to the system at once was half of the gateway's work.
    MALLOC_TRIM_THRESHOLD_: '134217728',
    MALLOC_MMAP_THRESHOLD_: '33554432',
  };
}

/** Valid once: it must be replaced at the first login. */
function firstAdminPassword(secrets: Secrets): string {
  return secrets.obtain(FIRST_ADMIN_SECRET, generatePassword);
}

/** The password to be shown to a person, which happens once, and never with one that the user chose. */
export function takeFirstAdminPassword(secrets: Secrets, environment: Record<string, string>): string | null {
  const password = firstAdminPassword(secrets);
  if (environment['FIRST_ADMIN_PASSWORD'] !== password || secrets.find(FIRST_ADMIN_SHOWN) !== null) return null;
  secrets.obtain(FIRST_ADMIN_SHOWN, () => new Date().toISOString());
  return password;
}

function generateKey(): string {
  return randomBytes(32).toString('base64');
}
