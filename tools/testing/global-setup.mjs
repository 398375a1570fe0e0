import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { useServers } from './test-servers.mjs';

/**
 * Jest's workers inherit the two addresses: Postgres as its superuser, and Redis. Servers of one's own are named by the same
 * two variables.
 */
export default async function setup() {
  if (process.env.TEST_POSTGRES_URL && process.env.TEST_REDIS_URL) return;
  if (!existsSync(fileURLToPath(new URL('../../dist/tools/embedded', import.meta.url)))) {
    throw new Error('The tests need a build for their servers; run `npx nest build` first.');
  }
  const { postgresUrl, redisUrl } = await useServers();
  process.env.TEST_POSTGRES_URL = postgresUrl;
  process.env.TEST_REDIS_URL = redisUrl;
}
