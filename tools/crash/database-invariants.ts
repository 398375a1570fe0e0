import { databaseServices } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import pg from 'pg';
import type { CaseEvidence } from './case-evidence.js';
import type { FakeModels } from './fake-models.js';
import type { Invariant } from './invariant.js';
import type { StoredReply } from './model-ledger.js';

const connectTimeoutMs = 3_000;
/** Of a stored reply, in milliseconds since 1970. */
const arrivedAt = `(extract(epoch FROM requested_at) * 1000)::float8 + (record->>'latencyMs')::float8 AS at`;

/** What only the tables can show; read as the administrator, since no service may see all of it. */
export function databaseInvariants(evidence: CaseEvidence): Invariant[] {
  const { house, applicants } = evidence;
  const { models } = house;
  const { adminUrl } = house.platform.infrastructure;
  const asked = (name: string, ask: (client: pg.Client) => Promise<string[]>): Invariant => ({
    name,
    violations: () => withClient(adminUrl, ask),
  });
  const interviews = applicants.map(({ interviewId }) => uuidOf(interviewId));
  const applications = applicants.map(({ applicationId }) => uuidOf(applicationId));
  return [
    asked('work', openWork),
    asked('scorecards', (client) => oneScorecardEach(client, interviews)),
    asked('applications', (client) => evaluated(client, applications)),
    asked('events', eventsInOrder),
    asked('feed', feedComplete),
    ...(models ? [asked('model calls', (client) => noSecondCall(client, models))] : []),
  ];
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

async function oneScorecardEach(client: pg.Client, interviews: string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string; state: string; scorecards: string }>(
    `SELECT id, state, (SELECT count(*) FROM interviews.scorecard s WHERE s.interview_id = i.id) AS scorecards
     FROM interviews.interview i WHERE id = ANY($1::uuid[])`,
    [interviews],
  );
  const wrong = rows.filter(({ scorecards }) => scorecards !== '1');
  return wrong.map(({ id, state, scorecards }) => `${scorecards} of interview ${id}, which is ${state}`);
}

/** The effect of the last event of the way, in another service. */
async function evaluated(client: pg.Client, applications: string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string; stage: string }>(
    `SELECT id, stage FROM applicants.application WHERE id = ANY($1::uuid[]) AND stage <> 'evaluated'`,
    [applications],
  );
  return rows.map(({ id, stage }) => `${id} is ${stage}`);
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

/** No model is asked again for what it has answered and the platform has stored. */
async function noSecondCall(client: pg.Client, { heard, judged }: FakeModels): Promise<string[]> {
  const found: string[] = [];
  const verdicts = await client.query<StoredReply>(
    `SELECT record->>'canary' AS mark, ${arrivedAt} FROM interviews.model_call`,
  );
  const transcriptions = await client.query<StoredReply>(
    `SELECT substring(raw_body::jsonb->>'text' FROM '\\d+$') AS mark, ${arrivedAt} FROM interviews.stored_transcription`,
  );
  const judgedAgain = judged.secondCalls(verdicts.rows);
  if (judgedAgain > 0) found.push(`${judgedAgain} for verdicts that were stored`);
  const heardAgain = heard.secondCalls(transcriptions.rows);
  if (heardAgain > 0) found.push(`${heardAgain} for transcriptions that were stored`);
  return found;
}
