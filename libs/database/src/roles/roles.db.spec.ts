import { findForeignAccess, type SharedTestDatabase, testDatabaseOf } from '@guildhall/testing';
import pg from 'pg';
import { databaseSchema } from '../database.schema.js';
import { migrateSchema, revertLastMigration } from '../migrations/migrate-schema.js';
import { hasDrift, schemaDrift } from '../migrations/schema-drift.js';
import { initDatabase, type RolePasswords } from './init-database.js';
import { databaseRoles, databaseServices } from './service-roles.js';

let test: SharedTestDatabase;
let admin: pg.Client;

beforeEach(async () => {
  test = await testDatabaseOf(Object.fromEntries(databaseServices.map((service) => [service, databaseSchema])));
  admin = new pg.Client(test.adminUrl);
  await admin.connect();
  await admin.query('CREATE TABLE public.left_behind (id int)');
  await admin.query('CREATE SEQUENCE public.left_counting');
  await admin.query(
    'SET ROLE self_identification_owner; CREATE TABLE self_identification.statement (id int); RESET ROLE',
  );
});

afterEach(async () => {
  await admin?.end();
  await test?.drop();
});

const isolation = () => findForeignAccess(test.adminUrl, databaseRoles, test.urlOf);

async function refusal(role: (typeof databaseRoles)[number], sql: string): Promise<string | undefined> {
  const client = new pg.Client(test.urlOf(role));
  await client.connect();
  try {
    return await client.query(sql).then(
      () => undefined,
      (error: Error) => error.message,
    );
  } finally {
    await client.end();
  }
}

describe('The roles of the services', () => {
  it('can read and write nothing of each other, of self-identification or in public', async () => {
    const { relations, attempts, leaks } = await isolation();
    expect(relations).toEqual(
      expect.arrayContaining([
        ...databaseServices.map((service) => `${service}.idempotent_command`),
        'public.left_behind',
        'public.left_counting',
        'self_identification.statement',
      ]),
    );
    expect(attempts).toBeGreaterThan(relations.length * (databaseRoles.length - 1));
    expect(leaks).toEqual([]);
  });

  it.each([
    ['GRANT USAGE ON SCHEMA accounts TO events', 'events may use or create in schema accounts'],
    ['GRANT UPDATE (used) ON accounts.limit_counter TO events', 'events holds a privilege on accounts.limit_counter'],
    ['GRANT USAGE ON SCHEMA public TO PUBLIC', 'events may use or create in schema public'],
  ])('would be found out after %s', async (grant, leak) => {
    await admin.query(grant);
    expect((await isolation()).leaks).toContain(leak);
  });

  it('would be found out when one may act as the other', async () => {
    // Membership belongs to the whole server, which other specs share; so not with the services' own roles.
    const [guest, host] = [`guest_${process.pid}`, `host_${process.pid}`];
    const { pathname } = new URL(test.adminUrl);
    await admin.query(`CREATE ROLE ${host}; CREATE ROLE ${guest} LOGIN PASSWORD 'test' IN ROLE ${host};
      GRANT CONNECT ON DATABASE "${pathname.slice(1)}" TO ${guest}`);
    try {
      const url = Object.assign(new URL(test.adminUrl), { username: guest, password: 'test' });
      const { leaks } = await findForeignAccess(test.adminUrl, [guest], () => url.href);
      expect(leaks).toEqual([`${guest} may act as ${host}`]);
    } finally {
      await admin.query(`DROP OWNED BY ${guest}; DROP ROLE ${guest}; DROP ROLE ${host}`);
    }
  });

  it('would be found out by trying, too', async () => {
    await admin.query('GRANT USAGE ON SCHEMA public TO applicants; GRANT INSERT ON public.left_behind TO applicants');
    const { leaks } = await isolation();
    expect(leaks).toContain('applicants was not refused (success): INSERT INTO "public"."left_behind" DEFAULT VALUES');
  });

  it('own nothing: they cannot change their own tables or make new ones', async () => {
    expect(await refusal('accounts', 'ALTER TABLE limit_counter ADD extra int')).toMatch(/must be owner/);
    expect(await refusal('accounts', 'CREATE TABLE accounts.mine (id int)')).toMatch(/permission denied/);
    expect(await refusal('accounts', 'CREATE TEMPORARY TABLE mine (id int)')).toMatch(/permission denied/);
    expect(await refusal('accounts', `INSERT INTO migration VALUES (99, 1, 'x')`)).toMatch(/permission denied/);
    expect(await refusal('accounts', 'SELECT * FROM migration')).toBeUndefined();
  });

  it('stay as they are when the database is prepared again, with new passwords', async () => {
    const passwords = Object.fromEntries(databaseRoles.map((role) => [role, 'test'])) as RolePasswords;
    await initDatabase(test.adminUrl, { passwords });
    expect(await refusal('accounts', 'SELECT * FROM limit_counter')).toBeUndefined();
    expect((await isolation()).leaks).toEqual([]);
  });
});

describe('Migrations', () => {
  const target = () => ({ ...databaseSchema, service: 'accounts' as const, adminUrl: test.adminUrl });

  it('give exactly what the entities ask for', async () => {
    expect(await schemaDrift(target())).toEqual({ pending: [], up: [], down: [], unknownTables: [] });
  });

  it.each([
    ['ALTER TABLE accounts.limit_counter DROP COLUMN used', /ADD "used" bigint/],
    ['ALTER TABLE accounts.limit_counter ALTER used DROP NOT NULL', /"used" SET NOT NULL/],
    ['DROP INDEX accounts.idempotent_command_created_at_idx', /CREATE INDEX "idempotent_command_created_at_idx"/],
    ['ALTER TABLE accounts.idempotent_command DROP CONSTRAINT idempotent_command_kind_check', /ADD CONSTRAINT/],
    ['ALTER TABLE accounts.limit_counter ADD forgotten int', /DROP COLUMN "forgotten"/],
  ])('show as drift: %s', async (sql, missing) => {
    await admin.query(sql);
    const drift = await schemaDrift(target());
    expect(hasDrift(drift)).toBe(true);
    expect(drift.up.join('\n')).toMatch(missing);
  });

  it('show a table that no entity describes', async () => {
    await admin.query('CREATE TABLE accounts.stray (id int)');
    expect((await schemaDrift(target())).unknownTables).toEqual(['stray']);
  });

  it('are pending after they were taken back, and run once when two start at the same time', async () => {
    const [{ name }] = [{ name: await revertLastMigration(target()) }];
    expect((await schemaDrift(target())).pending).toEqual([name]);
    const runs = await Promise.all([migrateSchema(target()), migrateSchema(target())]);
    expect(runs.flat()).toEqual([name]);
    expect((await schemaDrift(target())).pending).toEqual([]);
    expect(await revertLastMigration(target())).toBe(name);
    expect(await revertLastMigration(target())).toBeNull();
  });
});
