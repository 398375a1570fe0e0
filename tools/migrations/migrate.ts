import path from 'node:path';
import process from 'node:process';
import {
  type DatabaseService,
  databaseRoles,
  databaseServices,
  hasDrift,
  initDatabase,
  migrateSchema,
  type RolePasswords,
  revertLastMigration,
  type SchemaDrift,
  schemaDrift,
} from '@guildhall/database';
import { messageOf } from '@guildhall/errors';
import { withPlatformDatabase } from '../platform/platform-database.js';
import { platformFolder, projectRoot } from '../platform/platform-folder.js';
import { prepareDatabase, schemaOf } from '../platform/prepare-database.js';
import { writeMigration } from './migration-file.js';
import { withScratchDatabase } from './scratch-database.js';

const usage = `Usage, where <service> is one of ${databaseServices.join(', ')}:
  npm run migrations:run [-- <service>]               runs what is pending, of all services or of one
  npm run migrations:revert -- <service>              takes the last migration back
  npm run migrations:drift [-- <service>]             compares migrations and entities on an empty database of its own,
                                                      or on DATABASE_URL where that is set
  npm run migrations:generate -- <service> <name>     writes what the entities ask for beyond the migrations

run and revert work on DATABASE_URL (an admin of the database) or on the embedded database of npm start. With
DATABASE_PASSWORD_<ROLE> for each of ${databaseRoles.join(', ')}, run also creates the roles and schemas.`;

const own = process.env;

async function main(command: string | undefined, args: string[]): Promise<number> {
  const services = args[0] ? [serviceNamed(args[0])] : databaseServices;
  if (command === 'run' && args.length <= 1) return await run(services);
  if (command === 'drift' && args.length <= 1) return await drift(services);
  if (command === 'revert' && args.length === 1) return await revert(serviceNamed(args[0]));
  if (command === 'generate' && args.length === 2) return await generate(serviceNamed(args[0]), nameOf(args[1]));
  console.error(usage);
  return 2;
}

async function run(services: readonly DatabaseService[]): Promise<number> {
  return await withPlatformDatabase(platformFolder('data'), own, async (adminUrl, secrets) => {
    const passwords = rolePasswords();
    if (passwords) await initDatabase(adminUrl, { passwords });
    else if (!own['DATABASE_URL']) await prepareDatabase(adminUrl, secrets);
    for (const service of services) {
      const done = await migrateSchema({ ...(await schemaOf(service)), service, adminUrl });
      console.log(`${service}: ${done.length === 0 ? 'up to date' : done.join(', ')}`);
    }
    return 0;
  });
}

async function revert(service: DatabaseService): Promise<number> {
  return await withPlatformDatabase(platformFolder('data'), own, async (adminUrl) => {
    const reverted = await revertLastMigration({ ...(await schemaOf(service)), service, adminUrl });
    console.log(`${service}: ${reverted === null ? 'there is nothing to take back' : `took back ${reverted}`}`);
    return 0;
  });
}

async function drift(services: readonly DatabaseService[]): Promise<number> {
  const compare = async (adminUrl: string) => {
    let drifted = 0;
    for (const service of services) {
      const found = await schemaDrift({ ...(await schemaOf(service)), service, adminUrl });
      if (hasDrift(found)) drifted += 1;
      console.log(describeDrift(service, found));
    }
    return drifted === 0 ? 0 : 1;
  };
  const adminUrl = own['DATABASE_URL'];
  return adminUrl ? await compare(adminUrl) : await withScratchDatabase(services, compare);
}

async function generate(service: DatabaseService, name: string): Promise<number> {
  return await withScratchDatabase([service], async (adminUrl) => {
    const { up, down } = await schemaDrift({ ...(await schemaOf(service)), service, adminUrl });
    if (up.length === 0) {
      console.log(`${service}: the migrations give what the entities ask for; nothing to write.`);
      return 0;
    }
    const directory = path.join(projectRoot, 'apps', service, 'src/database/migrations');
    const file = await writeMigration(directory, { name, timestamp: Date.now(), up, down });
    console.log(`Wrote ${path.relative(projectRoot, file)}. Read it: a changed type became DROP and ADD COLUMN.`);
    return 0;
  });
}

function describeDrift(service: string, found: SchemaDrift): string {
  if (!hasDrift(found)) return `${service}: no drift`;
  const lines = [
    ...found.pending.map((name) => `pending migration ${name}`),
    ...found.unknownTables.map((table) => `no entity describes table ${table}`),
    ...found.up.map((statement) => `missing in the migrations: ${statement}`),
  ];
  return [`${service}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Null where none is given; roles are then the operator's. */
function rolePasswords(): RolePasswords | null {
  const given = databaseRoles.map((role) => [role, own[`DATABASE_PASSWORD_${role.toUpperCase()}`]] as const);
  const missing = given.filter(([, password]) => !password).map(([role]) => `DATABASE_PASSWORD_${role.toUpperCase()}`);
  if (missing.length === given.length) return null;
  if (missing.length > 0) throw new Error(`Set ${missing.join(', ')} as well, or no DATABASE_PASSWORD_… at all.`);
  return Object.fromEntries(given) as RolePasswords;
}

function serviceNamed(name: string | undefined): DatabaseService {
  const service = databaseServices.find((each) => each === name);
  if (!service) throw new Error(`"${name}" has no database; name one of ${databaseServices.join(', ')}.`);
  return service;
}

function nameOf(name: string | undefined): string {
  if (!name || !/^[a-z]+(-[a-z0-9]+)*$/.test(name))
    throw new Error(`Name the change in-words-like-this, not "${name}".`);
  return name;
}

try {
  const [command, ...args] = process.argv.slice(2);
  process.exitCode = await main(command, args);
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
