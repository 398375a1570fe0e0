import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type DatabaseService,
  databaseRoles,
  initDatabase,
  migrateSchema,
  type RolePasswords,
} from '@guildhall/database';
import { startEmbeddedPostgres } from '../embedded/embedded-postgres.js';
import { claimPortBlock } from '../platform/ports.js';
import { schemaOf } from '../platform/prepare-database.js';
import { generatePassword } from '../platform/secrets.js';

/**
 * An empty server of its own, brought up to date by the migrations alone and thrown away afterwards: what the entities ask
 * for beyond that is missing in the migrations.
 */
export async function withScratchDatabase<T>(
  services: readonly DatabaseService[],
  work: (adminUrl: string) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'guildhall-migrations-'));
  const ports = await claimPortBlock(directory);
  try {
    const postgres = await startEmbeddedPostgres({
      directory: path.join(directory, 'postgres'),
      port: ports.at(0),
      syncToDisk: false,
    });
    try {
      await initDatabase(postgres.adminUrl, { passwords: throwAwayPasswords() });
      for (const service of services) {
        await migrateSchema({ ...(await schemaOf(service)), service, adminUrl: postgres.adminUrl });
      }
      return await work(postgres.adminUrl);
    } finally {
      await postgres.stop();
    }
  } finally {
    await ports.release();
    rmSync(directory, { recursive: true, force: true });
  }
}

function throwAwayPasswords(): RolePasswords {
  return Object.fromEntries(databaseRoles.map((role) => [role, generatePassword()])) as RolePasswords;
}
