import { createHash, randomBytes } from 'node:crypto';
import {
  Database,
  type DatabaseRole,
  type DatabaseService,
  databaseRoles,
  initDatabase,
  migrateSchema,
  type RolePasswords,
  restrictDatabase,
  type ServiceSchema,
} from '@guildhall/database';
import pg from 'pg';
import { testServerUrl } from './test-environment.js';

export interface TestDatabase {
  database: Database;
  /** Logs in as the service. */
  url: string;
  /** Logs in as the superuser, to look at or tamper with what the service may not touch. */
  adminUrl: string;
  /** Closes the database and drops it. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions extends ServiceSchema {
  poolSize?: number;
}

/**
 * A migrated database of one service for one spec file: in `beforeAll`, and `drop()` in `afterAll`. It is copied from a
 * template that is migrated once per set of migrations, so it is ready within some 50 ms.
 */
export async function testDatabase(service: DatabaseService, options: TestDatabaseOptions): Promise<TestDatabase> {
  const schemas = { [service]: options };
  const { adminUrl, urlOf, drop } = await testDatabaseOf(schemas);
  const url = urlOf(service);
  const { poolSize, ...schema } = options;
  const database = await Database.open({
    ...schema,
    url,
    applicationName: `test-${service}`,
    ...(poolSize !== undefined && { poolSize }),
  });
  return {
    database,
    url,
    adminUrl,
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}

export interface SharedTestDatabase {
  adminUrl: string;
  urlOf(role: DatabaseRole): string;
  drop(): Promise<void>;
}

/** A database that holds the schemas of several services, as an installation does; nothing is opened on it. */
export async function testDatabaseOf(
  schemas: Partial<Record<DatabaseService, ServiceSchema>>,
): Promise<SharedTestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(urlFor('postgres'), async (admin) => {
    const template = await ensureTemplate(admin, schemas);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY WAL_LOG`);
  });
  const adminUrl = urlFor(name);
  // Who may connect is a property of the database and is not copied.
  await asAdmin(adminUrl, restrictDatabase);
  return {
    adminUrl,
    urlOf: (role) => urlFor(name, role),
    drop: () =>
      asAdmin(urlFor('postgres'), async (admin) => void (await admin.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

const testPassword = 'test';
const templateLock = `hashtext('guildhall:test-template')`;

/** Made under a lock, and renamed when complete: a killed test run leaves no half-migrated template. */
async function ensureTemplate(
  admin: pg.Client,
  schemas: Partial<Record<DatabaseService, ServiceSchema>>,
): Promise<string> {
  const template = `test_template_${fingerprintOf(schemas)}`;
  const exists = 'SELECT FROM pg_database WHERE datname = $1';
  // Roles belong to the whole server, so two templates are never made at once.
  await admin.query(`SELECT pg_advisory_lock(${templateLock})`);
  try {
    if ((await admin.query(exists, [template])).rowCount === 1) return template;
    const draft = `test_draft_${randomBytes(8).toString('hex')}`;
    await admin.query(`CREATE DATABASE ${draft}`);
    await initDatabase(urlFor(draft), { passwords: testPasswords() });
    for (const [service, schema] of Object.entries(schemas) as [DatabaseService, ServiceSchema][]) {
      await migrateSchema({ ...schema, service, adminUrl: urlFor(draft) });
    }
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
    return template;
  } finally {
    await admin.query(`SELECT pg_advisory_unlock(${templateLock})`);
  }
}

/** Changes with every edit of a migration, whose compiled text is part of it. */
function fingerprintOf(schemas: Partial<Record<DatabaseService, ServiceSchema>>): string {
  const hash = createHash('sha256');
  for (const [service, schema] of Object.entries(schemas)) {
    hash.update(`${service}\n`);
    for (const migration of schema.migrations) hash.update(`${migration.toString()}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

function testPasswords(): RolePasswords {
  return Object.fromEntries(databaseRoles.map((role) => [role, testPassword])) as RolePasswords;
}

function urlFor(database: string, role?: DatabaseRole): string {
  const url = new URL(testServerUrl('TEST_POSTGRES_URL'));
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = testPassword;
  }
  return url.href;
}

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
