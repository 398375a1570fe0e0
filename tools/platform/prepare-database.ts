import {
  type DatabaseService,
  databaseRoles,
  databaseServices,
  initDatabase,
  migrateSchema,
  type RolePasswords,
  type SchemaToMigrate,
  type ServiceSchema,
} from '@guildhall/database';
import type { Secrets } from './secrets.js';

/** Brings the database up to date: roles with passwords of this installation, schemas, migrations. */
export async function prepareDatabase(adminUrl: string, secrets: Secrets): Promise<void> {
  await initDatabase(adminUrl, { passwords: rolePasswords(secrets) });
  // One after the other: the module loader of the tests cannot load two at once that share a third.
  const schemas: SchemaToMigrate[] = [];
  for (const service of databaseServices) schemas.push({ ...(await schemaOf(service)), adminUrl, service });
  // Each service has a schema of its own, so they do not wait for each other.
  await Promise.all(schemas.map((schema) => migrateSchema(schema)));
}

/** The URL by which each service, and nobody else, reaches its schema. */
export function serviceDatabaseUrls(adminUrl: string, secrets: Secrets): Record<DatabaseService, string> {
  const passwords = rolePasswords(secrets);
  return Object.fromEntries(
    databaseServices.map((service) => [service, urlOf(adminUrl, service, passwords[service])]),
  ) as Record<DatabaseService, string>;
}

function rolePasswords(secrets: Secrets): RolePasswords {
  return Object.fromEntries(databaseRoles.map((role) => [role, secrets.obtain(`postgres-${role}`)])) as RolePasswords;
}

/** Every service exports its tables and migrations from the same place. */
export async function schemaOf(service: DatabaseService): Promise<ServiceSchema> {
  const { entities, migrations } = await import(`../../apps/${service}/src/database/data-source.js`);
  return { entities, migrations };
}

function urlOf(adminUrl: string, role: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
}
