import { existsSync } from 'node:fs';
import pg from 'pg';
import { type EmbeddedPostgres, findEmbeddedPostgres, startEmbeddedPostgres } from '../embedded/embedded-postgres.js';
import type { PlatformFolder } from './platform-folder.js';
import { claimPortBlock } from './ports.js';
import { Secrets } from './secrets.js';

const DATABASE = 'guildhall';
const CONNECT_TIMEOUT_MS = 5_000;

/** The administrator's way to the platform's database on an embedded server. */
export function platformDatabaseUrl(postgres: EmbeddedPostgres): string {
  const url = new URL(postgres.adminUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

export async function ensurePlatformDatabase(postgres: EmbeddedPostgres): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.adminUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** The administrator's URL of the user's own or the running embedded database; null where none runs. */
export function findPlatformDatabase(folder: PlatformFolder, own: { DATABASE_URL?: string }): string | null {
  if (own.DATABASE_URL) return own.DATABASE_URL;
  const running = findEmbeddedPostgres(folder.postgres, new Secrets(folder.secrets));
  return running ? platformDatabaseUrl(running.postgres) : null;
}

/**
 * Gives `work` the database of an environment: the user's own, the one that runs, or else the embedded one, started
 * for as long as the work takes.
 * @throws Error where the environment was never started.
 */
export async function withPlatformDatabase<T>(
  folder: PlatformFolder,
  own: { DATABASE_URL?: string },
  work: (adminUrl: string, secrets: Secrets) => Promise<T>,
): Promise<T> {
  const secrets = new Secrets(folder.secrets);
  if (own.DATABASE_URL) return await work(own.DATABASE_URL, secrets);
  if (!existsSync(folder.postgres)) throw new Error(`There is no data in ${folder.root} yet: npm start makes it.`);
  const ports = await claimPortBlock(folder.root);
  const postgres = await startEmbeddedPostgres({ directory: folder.postgres, port: ports.at(0), secrets });
  try {
    return await work(platformDatabaseUrl(postgres), secrets);
  } finally {
    await postgres.stop();
    await ports.release();
  }
}
