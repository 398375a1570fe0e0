import { databaseServices } from '@guildhall/database';
import pg from 'pg';
import type { CrashHouse } from './crash-house.js';
import type { Invariant } from './invariant.js';

const connectTimeoutMs = 3_000;

/** What only the tables can show of work and events; read as the administrator, since no service may see all of it. */
export function databaseInvariants(house: CrashHouse): Invariant[] {
  return [
    tablesInvariant(house, 'work', openWork),
    tablesInvariant(house, 'events', eventsInOrder),
    tablesInvariant(house, 'feed', feedComplete),
  ];
}

export function tablesInvariant(
  { platform }: CrashHouse,
  name: string,
  ask: (client: pg.Client) => Promise<string[]>,
): Invariant {
  return { name, violations: () => withClient(platform.infrastructure.adminUrl, ask) };
}

export async function withClient<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: connectTimeoutMs });
  // A connection that breaks between two statements shows in the next one.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Nothing waits that could run, nothing runs, nothing is parked. Deadlines of interviews lie in the future and may wait. */
async function openWork(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const service of databaseServices) {
    const jobs = await client.query<{ state: string; name: string; count: string }>(
      `SELECT state, name, count(*) FROM ${service}.job_intent
       WHERE state IN ('running', 'parked') OR state = 'waiting' AND run_after <= clock_timestamp()
       GROUP BY state, name`,
    );
    for (const { state, name, count } of jobs.rows) found.push(`${count} × ${name} of ${service} ${state}`);
    const parked = await client.query<{ count: string }>(`SELECT count(*) FROM ${service}.parked_event`);
    if (parked.rows[0]?.count !== '0') found.push(`${parked.rows[0]?.count} events parked in ${service}`);
  }
  return found;
}

/** Positions and the sequences of each subject are dense, and every follower has come to the end of every log. */
async function eventsInOrder(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const service of databaseServices) {
    const { rows } = await client.query<{ events: string; last: string | null; gaps: string }>(
      `SELECT count(*) AS events, max(position) AS last,
         count(*) FILTER (WHERE sequence <> nth) AS gaps
       FROM (SELECT position, sequence, row_number() OVER (PARTITION BY subject ORDER BY position) AS nth
             FROM ${service}.event) AS placed`,
    );
    const { events, last, gaps } = rows[0]!;
    if (events !== (last ?? '0')) found.push(`${service} has ${events} events and the last position ${last}`);
    if (gaps !== '0') found.push(`${gaps} events of ${service} are out of the order of their subject`);
    found.push(...(await laggards(client, service, last ?? '0')));
  }
  return found;
}

async function laggards(client: pg.Client, producer: string, last: string): Promise<string[]> {
  const found: string[] = [];
  for (const subscriber of databaseServices) {
    const { rows } = await client.query<{ position: string }>(
      `SELECT position FROM ${subscriber}.event_cursor WHERE producer = $1 AND position <> $2`,
      [producer, last],
    );
    for (const { position } of rows) found.push(`${subscriber} has followed ${producer} to ${position} of ${last}`);
  }
  return found;
}

/** Every event once, and those of a subject in their order, from the first on. */
async function feedComplete(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  const { rows } = await client.query<{ gaps: string }>(
    `SELECT count(*) FILTER (WHERE sequence <> nth) AS gaps
     FROM (SELECT sequence, row_number() OVER (PARTITION BY source, subject ORDER BY position) AS nth
           FROM events.feed_event) AS placed`,
  );
  if (rows[0]?.gaps !== '0') found.push(`${rows[0]?.gaps} events are out of the order of their subject`);
  for (const service of ['accounts', 'applicants', 'interviews', 'contracts', 'payroll']) {
    const missing = await client.query<{ count: string }>(
      `SELECT count(*) FROM ${service}.event e WHERE NOT EXISTS (SELECT FROM events.feed_event f WHERE f.id = e.id)`,
    );
    if (missing.rows[0]?.count !== '0') found.push(`${missing.rows[0]?.count} events of ${service} are missing`);
  }
  return found;
}
