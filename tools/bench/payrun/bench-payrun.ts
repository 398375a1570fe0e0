import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { databaseRoles, initDatabase, migrateSchema, type RolePasswords } from '@guildhall/database';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { createLogger } from '@guildhall/observability';
import pg from 'pg';
import { payrollSchema } from '../../../apps/payroll/src/database/data-source.js';
import { PayoutFileRepository } from '../../../apps/payroll/src/payout/payout-file.repository.js';
import { PayrollConfig } from '../../../apps/payroll/src/payroll.config.js';
import { PayRunRepository } from '../../../apps/payroll/src/payrun/pay-run.repository.js';
import { PayRunService } from '../../../apps/payroll/src/payrun/pay-run.service.js';
import { PersonalKeys } from '../../../apps/payroll/src/sensitive/personal-keys.js';
import { startPayroll } from '../../../apps/payroll/src/start-payroll.js';
import { startEmbeddedPostgres } from '../../embedded/embedded-postgres.js';
import { startEmbeddedRedis } from '../../embedded/embedded-redis.js';
import { ensurePlatformDatabase, platformDatabaseUrl } from '../../platform/platform-database.js';
import { projectRoot } from '../../platform/platform-folder.js';
import { claimPortBlock } from '../../platform/ports.js';
import { Secrets } from '../../platform/secrets.js';
import { seedContractors } from './seed-contractors.js';
import { sqlFloorSeconds } from './sql-floor.js';

// `npm run bench:payrun`: a run for 30,000 contractors with four weeks each, through the service's own jobs to ledger and file,
// beside the same run in bare SQL.

const contractors = Number(process.env['BENCH_CONTRACTORS'] ?? 30_000);
const weeks = 4;
const ratioLimit = 4;
const memoryLimitMiB = 300;
const pollMs = 50;
const memoryPollMs = 100;

const folder = mkdtempSync(path.join(os.tmpdir(), 'guildhall-bench-payrun-'));
const ports = await claimPortBlock(projectRoot);
const secrets = new Secrets(path.join(folder, 'secrets'));
const postgres = await startEmbeddedPostgres({
  directory: path.join(folder, 'postgres'),
  port: ports.at(0),
  secrets,
  syncToDisk: true,
});
const redis = await startEmbeddedRedis({ directory: path.join(folder, 'redis'), port: ports.at(1), secrets });
try {
  await bench();
} finally {
  await redis.stop();
  await postgres.stop();
  await ports.release();
  rmSync(folder, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  await ensurePlatformDatabase(postgres);
  const adminUrl = platformDatabaseUrl(postgres);
  const passwords = Object.fromEntries(databaseRoles.map((role) => [role, 'bench'])) as RolePasswords;
  await initDatabase(adminUrl, { passwords });
  await migrateSchema({ ...payrollSchema, service: 'payroll', adminUrl });
  const url = new URL(adminUrl);
  url.username = 'payroll';
  url.password = 'bench';
  const config = readConfig(PayrollConfig, {
    ...{ DATABASE_URL_PAYROLL: url.href, REDIS_URL: redis.url, PAYROLL_KEYS_DIRECTORY: path.join(folder, 'keys') },
    ...{ ENVELOPE_KEYS: `k1:${randomBytes(32).toString('base64')}`, ROLES: 'worker' },
  });
  const logger = createLogger({ service: 'bench', level: 'error' });
  const service = await startPayroll(config, { clock: systemClock, logger });
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query('SET search_path = payroll');
  try {
    console.log(`Making ${contractors} contractors with ${weeks} weeks each …`);
    const keys = service.application.get(PersonalKeys, { strict: false });
    await seedContractors(keys, (work) => service.database.transaction(work), admin, { contractors, weeks });
    const floors = [await sqlFloorSeconds(admin), await sqlFloorSeconds(admin), await sqlFloorSeconds(admin)];
    const floorSeconds = floors.sort((one, other) => one - other)[1]!;
    await admin.query('VACUUM ANALYZE');
    globalThis.gc?.();
    const { seconds, peakMiB } = await watchingMemory(() => realPath(service));
    const [{ entries, total, balance }] = (
      await admin.query(
        `SELECT (SELECT entries FROM payout_file) AS entries, (SELECT total_minor FROM payout_file)::text AS total,
           (SELECT sum(amount_minor) FROM posting)::text AS balance`,
      )
    ).rows as [{ entries: number; total: string; balance: string }];
    const ratio = seconds / floorSeconds;
    const result = {
      contractors,
      weeks,
      entries,
      totalMinor: total,
      trialBalanceMinor: balance,
      floorSeconds,
      seconds,
      ratio,
      peakMiB,
    };
    console.log(JSON.stringify(result));
    const isGood = entries === contractors && balance === '0' && ratio <= ratioLimit && peakMiB <= memoryLimitMiB;
    process.exitCode = isGood ? 0 : 1;
  } finally {
    await admin.end();
    await service.close();
  }
}

/** From "calculate" by a person of finance to the file that was read back; two others approve as soon as they can. */
async function realPath(service: Awaited<ReturnType<typeof startPayroll>>): Promise<number> {
  const runs = service.application.get(PayRunRepository, { strict: false });
  const files = service.application.get(PayoutFileRepository, { strict: false });
  const people = service.application.get(PayRunService, { strict: false });
  const as = (): CallContext => ({
    correlationId: newId('evt'),
    actor: { kind: 'staff', id: newId('per'), roles: ['finance'] },
  });
  const maker = as();
  const period = { periodStart: '2026-02-01', periodEnd: '2026-03-01', currency: 'USD' as const };
  const started = performance.now();
  const payRunId = await service.database.transaction((tx) => people.create(tx, period, maker));
  await service.database.transaction((tx) => people.calculate(tx, payRunId, maker));
  const calculated = await until(async () => {
    const run = await runs.find(payRunId);
    return run?.state === 'calculated' ? run : null;
  });
  const afterCalculation = performance.now();
  for (const approver of [as(), as()]) {
    const approval = { payRunId, snapshotSha256: calculated.snapshotSha256! };
    await service.database.transaction((tx) => people.approve(tx, approval, approver));
  }
  await until(async () => (await files.ofRun(payRunId)).find(({ state }) => state !== 'building') ?? null);
  const ended = performance.now();
  console.log(
    `calculated in ${((afterCalculation - started) / 1_000).toFixed(2)} s, all in ${((ended - started) / 1_000).toFixed(2)} s`,
  );
  return (ended - started) / 1_000;
}

async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await pause(pollMs);
  }
}

async function watchingMemory(work: () => Promise<number>): Promise<{ seconds: number; peakMiB: number }> {
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, memoryPollMs);
  try {
    const seconds = await work();
    return { seconds, peakMiB: Math.round(peak / 1024 / 1024) };
  } finally {
    clearInterval(watch);
  }
}
