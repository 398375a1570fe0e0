import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../dist/tools/embedded/embedded-postgres.js';
import { startEmbeddedRedis } from '../../dist/tools/embedded/embedded-redis.js';
import { claimPortBlock } from '../../dist/tools/platform/ports.js';
import { announce, directory, inUse, withdraw } from './test-servers.mjs';

/** Long enough for the next run of somebody who runs tests while writing. */
const lingerMs = 15_000;
const pollMs = 500;
const maxConnections = 300;

const ports = await claimPortBlock(directory);
// Test data may be lost with the machine's power, so nothing waits for the disk. A killed server still recovers its data.
const [postgres, redis] = await Promise.all([
  startEmbeddedPostgres({
    directory: path.join(directory, 'postgres'),
    port: ports.at(0),
    maxConnections,
    syncToDisk: false,
  }),
  startEmbeddedRedis({ directory: path.join(directory, 'redis'), port: ports.at(1) }),
]);
await dropDatabases(postgres.adminUrl);
announce(postgres.adminUrl, redis.url);
do {
  await untilUnused();
  withdraw();
  // A run that registered meanwhile would otherwise wait for servers that are just ending.
  if (inUse()) announce(postgres.adminUrl, redis.url);
} while (inUse());
await Promise.all([postgres.stop(), redis.stop()]);
rmSync(path.join(directory, 'redis'), { recursive: true, force: true });
process.exit(0);

async function untilUnused() {
  let unusedSince = Date.now();
  while (Date.now() - unusedSince < lingerMs) {
    if (inUse()) unusedSince = Date.now();
    await delay(pollMs);
  }
}

/** What killed runs left behind, and templates of schemas as they used to be. */
async function dropDatabases(adminUrl) {
  const client = new pg.Client(adminUrl);
  await client.connect();
  const { rows } = await client.query(`SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'`);
  for (const { datname } of rows) await client.query(`DROP DATABASE ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
  await client.end();
}
