import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  type DatabaseService,
  databaseRoles,
  initDatabase,
  migrateSchema,
  type RolePasswords,
} from '@guildhall/database';
import pg from 'pg';
import { newWebhookSecret } from '../../../apps/events/src/delivery/standard-webhook.js';
import { SecretVault } from '../../../apps/events/src/webhook/secret-vault.js';
import { startEmbeddedPostgres } from '../../embedded/embedded-postgres.js';
import { startEmbeddedRedis } from '../../embedded/embedded-redis.js';
import { claimPortBlock } from '../../platform/ports.js';
import { schemaOf } from '../../platform/prepare-database.js';
import { generatePassword } from '../../platform/secrets.js';
import { median } from '../figures.js';
import { cpuSecondsOf } from '../rpc/cpu-time.js';

// `npm run bench:webhooks`: what a delivery costs in the process that delivers, and what a dead endpoint costs the others.

const rounds = 5;
const events = 2_000;
const endpoints = 4;
const subjects = 500;
const perCoreLimit = 1_000;
const deadCostLimit = 0.05;

const directory = mkdtempSync(path.join(os.tmpdir(), 'guildhall-bench-'));
const ports = await claimPortBlock(directory);
// How long the disk takes for a commit varies by more than what is asked here.
const postgres = await startEmbeddedPostgres({
  directory: path.join(directory, 'postgres'),
  port: ports.at(0),
  syncToDisk: false,
});
const redis = await startEmbeddedRedis({ directory: path.join(directory, 'redis'), port: ports.at(1) });
const children: ChildProcess[] = [];
try {
  process.exitCode = await run();
} finally {
  for (const child of children) if (child.exitCode === null) child.kill();
  await redis.stop();
  await postgres.stop();
  await ports.release();
  rmSync(directory, { recursive: true, force: true });
}

async function run(): Promise<number> {
  const passwords = Object.fromEntries(databaseRoles.map((role) => [role, generatePassword()])) as RolePasswords;
  await initDatabase(postgres.adminUrl, { passwords });
  const service: DatabaseService = 'events';
  await migrateSchema({ ...(await schemaOf(service)), service, adminUrl: postgres.adminUrl });
  const url = new URL(postgres.adminUrl);
  url.username = service;
  url.password = passwords[service];
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const sink = await start('sink', {});
  const key = randomBytes(32).toString('base64');
  const deliverer = await start('deliverer', {
    ...{ DATABASE_URL_EVENTS: url.href, REDIS_URL: redis.url, ENVELOPE_KEYS: `k1:${key}`, WEBHOOK_SECRETS_KEY: key },
    ...{ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'bench@bench.example', PUBLIC_URL: 'http://localhost:1' },
    ...{ WEBHOOKS_ALLOW_LOOPBACK: 'true', ROLES: 'worker', WORKER_QUEUES: 'webhooks', LOG_LEVEL: 'error' },
  });
  const base = `http://127.0.0.1:${sink.ready.port}`;
  await makeEndpoints(client, new SecretVault(key), base);
  await makeEvents(client);
  const results: { alone: Round; besideDead: Round }[] = [];
  await round(client, deliverer.child.pid!, false);
  console.log(`${rounds} rounds of ${events} events to ${endpoints} endpoints`);
  console.log('round   deliveries/s per core (delivering process)   deliveries/s   beside a dead endpoint');
  for (let turn = 1; turn <= rounds; turn++) {
    const alone = await round(client, deliverer.child.pid!, false);
    const besideDead = await round(client, deliverer.child.pid!, true);
    results.push({ alone, besideDead });
    const figures = [alone.perCore, alone.perSecond, besideDead.perSecond].map((one) => one.toFixed(0).padStart(12));
    console.log(`${String(turn).padStart(5)}   ${figures.join('   ')}`);
  }
  const exit = once(deliverer.child, 'exit');
  deliverer.child.send('stop');
  await exit;
  sink.child.disconnect();
  await client.end();
  const perCore = Math.round(median(results.map(({ alone }) => alone.perCore)));
  const perSecond = Math.round(median(results.map(({ alone }) => alone.perSecond)));
  const cost = (one: (typeof results)[number]) => 1 - one.besideDead.perCore / one.alone.perCore;
  const deadCost = Number(median(results.map(cost)).toFixed(3));
  const deadCostInTime = Number(
    median(results.map((one) => 1 - one.besideDead.perSecond / one.alone.perSecond)).toFixed(3),
  );
  const isWithin = perCore >= perCoreLimit && Math.max(deadCost, deadCostInTime) <= deadCostLimit;
  console.log(JSON.stringify({ rounds, perCore, perSecond, deadCost, deadCostInTime, isWithin }));
  return isWithin ? 0 : 1;
}

interface Round {
  perCore: number;
  perSecond: number;
}

/** All events to all living endpoints at once, timed until the last is delivered. */
async function round(client: pg.Client, pid: number, withDead: boolean): Promise<Round> {
  await client.query('DELETE FROM webhook_delivery');
  await client.query(
    `UPDATE webhook SET state = CASE WHEN url NOT LIKE '%/dead' OR $1 THEN 'enabled' ELSE 'disabled' END`,
    [withDead],
  );
  const cpuBefore = cpuSecondsOf(pid);
  const beganMs = performance.now();
  await client.query(
    `INSERT INTO webhook_delivery (id, webhook_id, event_id, position, type, subject, kind, state, attempts,
       next_attempt_at, created_at)
     SELECT gen_random_uuid(), webhook.id, feed_event.id, position, type, subject, 'event', 'waiting', 0, now(), now()
     FROM feed_event CROSS JOIN webhook WHERE webhook.state = 'enabled'`,
  );
  const living = `SELECT count(*)::int AS left FROM webhook_delivery JOIN webhook ON webhook.id = webhook_id
    WHERE webhook_delivery.state = 'waiting' AND url NOT LIKE '%/dead'`;
  while ((await client.query(living)).rows[0].left > 0) await pause(50);
  const seconds = (performance.now() - beganMs) / 1_000;
  const deliveries = events * endpoints;
  return { perCore: deliveries / (cpuSecondsOf(pid) - cpuBefore), perSecond: deliveries / seconds };
}

async function makeEndpoints(client: pg.Client, vault: SecretVault, base: string): Promise<void> {
  const urls = [...Array.from({ length: endpoints }, (_, index) => `${base}/alive-${index}`), `${base}/dead`];
  for (const url of urls) {
    const uuid = randomBytes(16).toString('hex');
    await client.query(
      `INSERT INTO webhook (id, url, state, created_by, created_at) VALUES ($1, $2, 'disabled', $1, now())`,
      [uuid, url],
    );
    const sealed = vault.seal(newWebhookSecret(), `whk_${uuid}`);
    await client.query('INSERT INTO webhook_secret (webhook_id, sealed, created_at) VALUES ($1, $2, now())', [
      ...[uuid, sealed],
    ]);
  }
}

async function makeEvents(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO feed_event (position, id, source, type, subject, sequence, time, correlation_id, data)
     SELECT n, gen_random_uuid(), 'applicants', 'application.submitted', 'application/app_' || n % $2, n / $2 + 1, now(),
       'req_bench', jsonb_build_object('applicationId', 'app_' || n, 'openingId', 'opn_1', 'personId', 'per_' || n)
     FROM generate_series(1, $1::int) AS n`,
    [events, subjects],
  );
}

async function start(name: string, environment: Record<string, string>) {
  const file = fileURLToPath(new URL(`./${name}.peer.js`, import.meta.url));
  const child = fork(file, { env: { ...process.env, ...environment }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.push(child);
  const [ready] = (await once(child, 'message')) as [{ port?: number }];
  return { child, ready };
}
