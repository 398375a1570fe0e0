import { databaseServices } from '@guildhall/database';
import { messageOf } from '@guildhall/errors';
import pg from 'pg';
import { findPlatformDatabase } from '../platform/platform-database.js';
import type { PlatformFolder } from '../platform/platform-folder.js';
import type { Finding } from './findings.js';

const CONNECT_TIMEOUT_MS = 3_000;
const SHOWN_PARKED = 5;
const SHOWN_PUT_OFF = 5;

interface Backlog {
  waiting: string;
  running: string;
  parked: string;
  oldest_seconds: number | null;
}

/** What waits and what is parked, of each service; read from the tables, so that it needs no service to be up. */
export async function describeWork(folder: PlatformFolder, own: NodeJS.ProcessEnv): Promise<Finding[]> {
  const adminUrl = findPlatformDatabase(folder, own);
  if (!adminUrl) return [{ good: true, name: 'Database', value: 'is not running' }];
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  try {
    await client.connect();
    const findings: Finding[] = [];
    for (const service of databaseServices) findings.push(...(await workOf(client, service)));
    return findings;
  } catch (error) {
    return [{ good: false, name: 'Database', value: messageOf(error) }];
  } finally {
    await client.end();
  }
}

async function workOf(client: pg.Client, service: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (await exists(client, `${service}.job_intent`)) {
    const { rows } = await client.query<Backlog>(
      `SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'running') AS running,
              count(*) FILTER (WHERE state = 'parked') AS parked,
              -- What is put off to a later day, or tried again since, waits from then on.
              extract(epoch FROM clock_timestamp() - min(greatest(created_at, run_after, retry_at))
                FILTER (WHERE state = 'waiting' AND run_after <= clock_timestamp()))::float AS oldest_seconds
       FROM ${service}.job_intent WHERE state <> 'done'`,
    );
    findings.push(describeBacklog(service, rows[0] as Backlog));
    // Put off to a later day, such as by a cap on spending: nothing is wrong, but somebody may wonder.
    const putOff = await client.query<{ name: string; why: string; count: string; until: Date }>(
      `SELECT name, problem->>'detail' AS why, count(*), min(run_after) AS until FROM ${service}.job_intent
       WHERE state = 'waiting' AND problem IS NOT NULL AND run_after > clock_timestamp()
       GROUP BY name, why ORDER BY until LIMIT ${SHOWN_PUT_OFF}`,
    );
    for (const { name, why, count, until } of putOff.rows) {
      findings.push({ good: true, name: '', value: `${count} ${name} until ${until.toISOString()}: ${why}` });
    }
    const parked = await client.query<{
      id: string;
      name: string;
      problem: { detail?: string; title?: string } | null;
    }>(`SELECT id, name, problem FROM ${service}.job_intent WHERE state = 'parked' ORDER BY id LIMIT ${SHOWN_PARKED}`);
    for (const { id, name, problem } of parked.rows) {
      const why = problem?.detail ?? problem?.title ?? 'without a reason';
      findings.push({ good: false, name: '', value: `job_${id.replaceAll('-', '')} ${name}: ${why}` });
    }
  }
  if (await exists(client, `${service}.parked_event`)) {
    // One that has no problem of its own only waits behind another.
    const { rows } = await client.query<{ producer: string; count: string; why: string | null }>(
      `SELECT producer, count(*), (array_agg(problem->>'detail' ORDER BY position) FILTER (WHERE problem IS NOT NULL))[1] AS why
       FROM ${service}.parked_event GROUP BY producer ORDER BY producer`,
    );
    for (const { producer, count, why } of rows) {
      findings.push({ good: false, name: service, value: `${count} events of ${producer} parked: ${why}` });
    }
  }
  return findings;
}

function describeBacklog(service: string, backlog: Backlog): Finding {
  const oldest = backlog.oldest_seconds === null ? '' : `, the oldest for ${Math.round(backlog.oldest_seconds)} s`;
  const value = `${backlog.waiting} jobs waiting${oldest}, ${backlog.running} running, ${backlog.parked} parked`;
  return { good: Number(backlog.parked) === 0, name: service, value };
}

async function exists(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [table]);
  return rows[0]?.found !== null;
}
