import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@guildhall/clock';
import { createLogger, type Logger } from '@guildhall/observability';
import { testDatabaseOf, testRedis } from '@guildhall/testing';
import { accountsSchema } from '../../apps/accounts/src/database/data-source.js';
import { readAllInOneConfig } from '../../apps/all-in-one/src/read-all-in-one-config.js';
import { type AllInOne, startAllInOne } from '../../apps/all-in-one/src/start-all-in-one.js';
import { applicantsSchema } from '../../apps/applicants/src/database/data-source.js';
import { eventsSchema } from '../../apps/events/src/database/data-source.js';
import { interviewsSchema } from '../../apps/interviews/src/database/data-source.js';
import { ApiClient } from '../../tools/client/api-client.js';
import { MailboxClient } from '../../tools/client/mailbox-client.js';
import { inviteStaff, type StaffAccount, signInFirstAdmin } from '../../tools/client/staff.js';
import { startMailbox } from '../../tools/mailbox/start-mailbox.js';
import { projectRoot } from '../../tools/platform/platform-folder.js';
import { claimPortBlock } from '../../tools/platform/ports.js';

/** The whole platform in the test's own process, on real servers, with a clock that only the test moves. */
export interface House {
  readonly clock: ManualClock;
  readonly allInOne: AllInOne;
  readonly anonymous: ApiClient;
  readonly mailbox: MailboxClient;
  readonly admin: ApiClient;
  /** Logs in to Postgres as its superuser, to look at what no service may show. */
  readonly adminDatabaseUrl: string;
  invite(name: string, roles: Parameters<typeof inviteStaff>[2]['roles']): Promise<StaffAccount>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

const firstAdmin = { email: 'admin@staff.example', oneTimePassword: 'only-for-the-first-time' };
const secretKey = Buffer.alloc(32, 5).toString('base64');

export async function startHouse(settings: Record<string, string> = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-e2e-'));
  const ports = await claimPortBlock(projectRoot);
  const redis = await testRedis();
  const database = await testDatabaseOf({
    accounts: accountsSchema,
    applicants: applicantsSchema,
    interviews: interviewsSchema,
    events: eventsSchema,
  });
  const mailboxServer = await startMailbox({
    smtpPort: ports.at(0),
    httpPort: ports.at(1),
    directory: join(folder, 'mailbox'),
  });
  const url = `http://localhost:${ports.at(2)}`;
  const environment = {
    DATABASE_URL_ACCOUNTS: database.urlOf('accounts'),
    DATABASE_URL_APPLICANTS: database.urlOf('applicants'),
    DATABASE_URL_INTERVIEWS: database.urlOf('interviews'),
    DATABASE_URL_EVENTS: database.urlOf('events'),
    REDIS_URL: redis.url,
    SMTP_URL: mailboxServer.smtpUrl,
    MAIL_FROM: 'Guildhall <no-reply@guildhall.example>',
    MAILBOX_URL: mailboxServer.pageUrl,
    PUBLIC_URL: url,
    PORT: String(ports.at(2)),
    STORAGE_DIRECTORY: join(folder, 'storage'),
    DATA_KEYS_DIRECTORY: join(folder, 'keys'),
    SPOOL_DIR: join(folder, 'spool'),
    WORK_DIRECTORY: join(folder, 'work'),
    ENVELOPE_KEYS: `k1:${secretKey}`,
    LINK_SIGNING_KEY: secretKey,
    CODE_HASH_KEY: secretKey,
    FIRST_ADMIN_EMAIL: firstAdmin.email,
    FIRST_ADMIN_PASSWORD: firstAdmin.oneTimePassword,
    LOG_LEVEL: 'error',
    ...settings,
  };
  const clock = new ManualClock();
  const logger: Logger = createLogger({ service: 'e2e', level: environment.LOG_LEVEL });
  const allInOne = await startAllInOne(readAllInOneConfig(environment), { clock, logger });
  const anonymous = new ApiClient(url);
  const mailbox = new MailboxClient(mailboxServer.pageUrl);
  const admin = await signInFirstAdmin(anonymous, firstAdmin);
  return {
    ...{ clock, allInOne, anonymous, mailbox, admin },
    adminDatabaseUrl: database.adminUrl,
    invite: (name, roles) =>
      inviteStaff(admin, mailbox, { email: `${name}@staff.example`, displayName: `Staff ${name}`, roles }),
    settle: () => allInOne.settle(),
    async close() {
      await allInOne.close();
      await mailboxServer.stop();
      await database.drop();
      await redis.drop();
      await ports.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
