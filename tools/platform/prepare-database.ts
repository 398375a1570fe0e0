import {
  type DatabaseService,
  databaseRoles,
  databaseServices,
  initDatabase,
  migrateSchema,
  type RolePasswords,
  type ServiceSchema,
} from '@guildhall/database';
import pg from 'pg';
import type { Secrets } from './secrets.js';

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Brings the database of `adminUrl` up to date: roles with passwords of this installation, schemas, migrations.
 * @returns the URL by which each service, and nobody else, reaches its schema.
 */
export async function prepareDatabase(adminUrl: string, secrets: Secrets): Promise<Record<DatabaseService, string>> {
  const passwords = Object.fromEntries(
    databaseRoles.map((role) => [role, secrets.obtain(`postgres-${role}`)]),
  ) as RolePasswords;
  await initDatabase(adminUrl, { passwords });
  // Each service has a schema of its own, so they do not wait for each other.
  await Promise.all(
    databaseServices.map(async (service) => migrateSchema({ ...(await schemaOf(service)), adminUrl, service })),
  );
  return Object.fromEntries(
    databaseServices.map((service) => [service, urlOf(adminUrl, service, passwords[service])]),
  ) as Record<DatabaseService, string>;
}

/** Creates an empty database on an embedded server, unless it exists. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** Every service exports its tables and migrations from the same place. */
async function schemaOf(service: DatabaseService): Promise<ServiceSchema> {
  const { entities, migrations } = await import(`../../apps/${service}/src/database/data-source.js`);
  return { entities, migrations };
}

function urlOf(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
}
