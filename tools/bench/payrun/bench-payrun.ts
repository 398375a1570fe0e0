import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { databaseRoles, initDatabase, migrateSchema, type RolePasswords } from '@guildhall/database';
import { createLogger } from '@guildhall/observability';
import pg from 'pg';
import { payrollSchema } from '../../../apps/payroll/src/database/data-source.js';
import { PayrollConfig } from '../../../apps/payroll/src/payroll.config.js';
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
/** As in a container of 300 MiB: a process that is given more memory than it needs clears away late. */
const runtime = { NODE_OPTIONS: '--max-old-space-size=160', MALLOC_ARENA_MAX: '2' };

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
  const settings = {
    ...{ DATABASE_URL_PAYROLL: url.href, REDIS_URL: redis.url, PAYROLL_KEYS_DIRECTORY: path.join(folder, 'keys') },
    ...{ ENVELOPE_KEYS: `k1:${randomBytes(32).toString('base64')}`, ROLES: 'worker' },
  };
  const config = readConfig(PayrollConfig, settings);
  const logger = createLogger({ service: 'bench', level: 'error' });
  const service = await startPayroll(config, { clock: systemClock, logger });
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query('SET search_path = payroll');
  try {
    console.log(`Making ${contractors} contractors with ${weeks} weeks each …`);
    const keys = service.application.get(PersonalKeys, { strict: false });
    await seedContractors(keys, (work) => service.database.transaction(work), admin, { contractors, weeks });
    await admin.query('VACUUM ANALYZE');
    const floors = [await sqlFloorSeconds(admin), await sqlFloorSeconds(admin), await sqlFloorSeconds(admin)];
    const floorSeconds = floors.sort((one, other) => one - other)[1]!;
    await admin.query('VACUUM ANALYZE');
    await service.close();
    const { seconds, peakMiB } = await measured(settings);
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
  }
}

/** In a process of its own, so that what was needed to make the contractors does not count. */
async function measured(settings: Record<string, string>): Promise<{ seconds: number; peakMiB: number }> {
  const peer = path.join(import.meta.dirname, 'pay-run.peer.js');
  const child = spawn(process.execPath, [peer], {
    env: { PATH: process.env['PATH'], ...runtime, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const text of child.stdout.setEncoding('utf8')) output += text;
  return JSON.parse(output.trim().split('\n').at(-1)!) as { seconds: number; peakMiB: number };
}
