import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@guildhall/clock';
import type { DatabaseService } from '@guildhall/database';
import type { StaffRole } from '@guildhall/messages/contract';
import { createLogger } from '@guildhall/observability';
import { type SharedTestDatabase, testDatabaseOf, testRedis } from '@guildhall/testing';
import { accountsSchema } from '../../apps/accounts/src/database/data-source.js';
import { readAllInOneConfig } from '../../apps/all-in-one/src/read-all-in-one-config.js';
import { type AllInOne, startAllInOne } from '../../apps/all-in-one/src/start-all-in-one.js';
import { applicantsSchema } from '../../apps/applicants/src/database/data-source.js';
import { contractsSchema } from '../../apps/contracts/src/database/data-source.js';
import { eventsSchema } from '../../apps/events/src/database/data-source.js';
import { interviewsSchema } from '../../apps/interviews/src/database/data-source.js';
import { payrollSchema } from '../../apps/payroll/src/database/data-source.js';
import { ApiClient } from '../../tools/client/api-client.js';
import { MailboxClient } from '../../tools/client/mailbox-client.js';
import { inviteStaff, type StaffAccount, signInFirstAdmin } from '../../tools/client/staff.js';
import type { Prover } from '../../tools/client/step-up.js';
import { type Mailbox, startMailbox } from '../../tools/mailbox/start-mailbox.js';
import { projectRoot } from '../../tools/platform/platform-folder.js';
import { claimPortBlock } from '../../tools/platform/ports.js';

/** The whole platform in the test's own process, on real servers, with a clock that only the test moves. */
export interface House {
  readonly clock: ManualClock;
  readonly allInOne: AllInOne;
  readonly anonymous: ApiClient;
  readonly mailbox: MailboxClient;
  readonly admin: ApiClient;
  /** The same admin, for what asks for a fresh proof. */
  readonly prover: Prover;
  /** Logs in to Postgres as its superuser, to look at what no service may show. */
  readonly adminDatabaseUrl: string;
  /** Logs in as a service does. */
  databaseUrlOf(service: DatabaseService): string;
  /** Makes a member of staff with the address `<name>@staff.example`; the admin has proved their session again then. */
  invite(name: string, roles: StaffRole[], password?: string): Promise<StaffAccount>;
  /** Lets events, jobs and mails go on until nothing is left to do for now. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface HouseOptions {
  /** Variables that differ from those of an installation on one machine. */
  settings?: Record<string, string>;
  /** A Redis that the test may kill; otherwise a database of the shared one. */
  redisUrl?: string;
  /** Gets every line of the log; otherwise there is none. */
  log?: { write(line: string): void };
  /** The time at the start; browsers drop cookies that have ended by theirs. */
  now?: Date;
}

export const firstAdmin = { email: 'admin@staff.example', oneTimePassword: 'only-for-the-first-time' };
const secretKey = Buffer.alloc(32, 5).toString('base64');
const schemas = {
  accounts: accountsSchema,
  applicants: applicantsSchema,
  interviews: interviewsSchema,
  contracts: contractsSchema,
  payroll: payrollSchema,
  events: eventsSchema,
};

/** Recognising three recordings takes an idle machine a fifth of this. */
const settlingMs = 150_000;

/** Tests that ask faster than any person does switch the limits of requests off; those of mails and uploads stay. */
export const withoutRateLimits = { RATE_LIMITS: 'false' };

type Undo = () => Promise<unknown> | unknown;

export async function startHouse(options: HouseOptions = {}): Promise<House> {
  const undo: Undo[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const house = await build(options, undo);
    return { ...house, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

async function build({ settings, redisUrl, now, log }: HouseOptions, undo: Undo[]): Promise<Omit<House, 'close'>> {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-e2e-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const ports = await claimPortBlock(projectRoot);
  undo.push(() => ports.release());
  const database = await testDatabaseOf(schemas);
  undo.push(() => database.drop());
  const mailbox = await startMailbox({
    smtpPort: ports.at(0),
    httpPort: ports.at(1),
    directory: join(folder, 'mailbox'),
  });
  undo.push(() => mailbox.stop());
  const environment = {
    ...surroundings(folder, database, mailbox),
    REDIS_URL: redisUrl ?? (await sharedRedis(undo)),
    PUBLIC_URL: `http://localhost:${ports.at(2)}`,
    PORT: String(ports.at(2)),
    ...settings,
  };
  const clock = new ManualClock(now);
  const logger = log
    ? createLogger({ service: 'e2e', level: 'debug', destination: log })
    : createLogger({ service: 'e2e', level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const allInOne = await startAllInOne(readAllInOneConfig(environment), { clock, logger });
  undo.push(() => allInOne.close());
  const anonymous = new ApiClient(environment.PUBLIC_URL);
  const mails = new MailboxClient(mailbox.pageUrl);
  const admin = await signInFirstAdmin(anonymous, firstAdmin);
  const prover = { api: admin, mailbox: mails, email: firstAdmin.email };
  return {
    ...{ clock, allInOne, anonymous, mailbox: mails, admin, prover },
    adminDatabaseUrl: database.adminUrl,
    databaseUrlOf: database.urlOf,
    invite: (name, roles, password) =>
      inviteStaff(prover, { email: `${name}@staff.example`, displayName: `Staff ${name}`, roles }, password),
    settle: () => allInOne.settle(settlingMs),
  };
}

async function sharedRedis(undo: Undo[]): Promise<string> {
  const redis = await testRedis();
  undo.push(() => redis.drop());
  return redis.url;
}

function surroundings(folder: string, database: SharedTestDatabase, mailbox: Mailbox) {
  return {
    DATABASE_URL_ACCOUNTS: database.urlOf('accounts'),
    DATABASE_URL_APPLICANTS: database.urlOf('applicants'),
    DATABASE_URL_INTERVIEWS: database.urlOf('interviews'),
    DATABASE_URL_CONTRACTS: database.urlOf('contracts'),
    DATABASE_URL_PAYROLL: database.urlOf('payroll'),
    DATABASE_URL_EVENTS: database.urlOf('events'),
    SMTP_URL: mailbox.smtpUrl,
    MAIL_FROM: 'Guildhall <no-reply@guildhall.example>',
    MAILBOX_URL: mailbox.pageUrl,
    STORAGE_DIRECTORY: join(folder, 'storage'),
    DATA_KEYS_DIRECTORY: join(folder, 'keys'),
    SEAL_KEYS_DIRECTORY: join(folder, 'seal-keys'),
    CERTIFICATE_KEYS_DIRECTORY: join(folder, 'certificate-keys'),
    PAYROLL_KEYS_DIRECTORY: join(folder, 'payroll-keys'),
    SPOOL_DIR: join(folder, 'spool'),
    WORK_DIRECTORY: join(folder, 'work'),
    ENVELOPE_KEYS: `k1:${secretKey}`,
    LINK_SIGNING_KEY: secretKey,
    CODE_HASH_KEY: secretKey,
    WEBHOOK_SECRETS_KEY: secretKey,
    WEBHOOKS_ALLOW_LOOPBACK: 'true',
    FIRST_ADMIN_EMAIL: firstAdmin.email,
    FIRST_ADMIN_PASSWORD: firstAdmin.oneTimePassword,
  };
}
