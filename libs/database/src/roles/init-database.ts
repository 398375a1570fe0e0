import { messageOf } from '@guildhall/errors';
import pg from 'pg';
import { type DatabaseRole, databaseRoles, ownerOf } from './service-roles.js';

export type RolePasswords = Record<DatabaseRole, string>;

const connectTimeoutMs = 5_000;

/** Every wait of a service has a deadline; as properties of the role they also hold behind a pooler. */
const sessionSettings = {
  statement_timeout: '30s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '30s',
};

/**
 * Creates what a service needs in the database of `adminUrl`, or brings it up to date: a schema, an owner role for
 * migrations that cannot log in, and a login role that may read and write rows but owns nothing. Repeating it is harmless.
 *
 * The admin needs no superuser: CREATEROLE and the right to create schemas in the database are enough.
 */
export async function initDatabase(adminUrl: string, options: { passwords: RolePasswords }): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: connectTimeoutMs });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('guildhall:init'))`);
    for (const role of databaseRoles) await ensureRole(client, role, options.passwords[role]);
    for (const role of databaseRoles) await ensureSchema(client, role);
    await restrictDatabase(client);
    await client.query('COMMIT');
  } catch (error) {
    throw new Error(`The database could not be prepared: ${messageOf(error)}`, { cause: error });
  } finally {
    await client.end();
  }
}

async function ensureRole(client: pg.Client, role: DatabaseRole, password: string): Promise<void> {
  const owner = ownerOf(role);
  const { rows } = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1)', [
    [role, owner],
  ]);
  const existing = new Set(rows.map((row) => row.rolname));
  if (!existing.has(owner)) await client.query(`CREATE ROLE ${owner} NOLOGIN`);
  if (!existing.has(role)) await client.query(`CREATE ROLE ${role} LOGIN`);
  // Without it an admin who is no superuser could not act as the owner.
  await client.query(`GRANT ${owner} TO CURRENT_USER`);
  await client.query(`ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(password)}`);
  await client.query(`ALTER ROLE ${role} SET search_path = ${role}`);
  for (const [name, value] of Object.entries(sessionSettings)) {
    await client.query(`ALTER ROLE ${role} SET ${name} = '${value}'`);
  }
}

async function ensureSchema(client: pg.Client, role: DatabaseRole): Promise<void> {
  const owner = ownerOf(role);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${role} AUTHORIZATION ${owner}`);
  await client.query(`GRANT USAGE ON SCHEMA ${role} TO ${role}`);
  const inSchema = `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${role}`;
  await client.query(`${inSchema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role}`);
  await client.query(`${inSchema} GRANT USAGE, SELECT ON SEQUENCES TO ${role}`);
}

/** Everybody may connect to a new database and create temporary tables in it; here only the services may connect. */
export async function restrictDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
  const database = pg.escapeIdentifier(rows[0]!.name);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${databaseRoles.join(', ')}`);
  await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
}
