import { uuidOf } from '@guildhall/messages/contract';
import type pg from 'pg';
import { tablesInvariant } from './database-invariants.js';
import type { FakeModels } from './fake-models.js';
import type { Invariant } from './invariant.js';
import type { StoredReply } from './model-ledger.js';
import type { RecordingEvidence } from './recording-evidence.js';

/** Of a stored reply, in milliseconds since 1970. */
const arrivedAt = `(extract(epoch FROM requested_at) * 1000)::float8 + (record->>'latencyMs')::float8 AS at`;

/** What became of the recordings in the tables of the services. */
export function resultInvariants({ house, applicants }: RecordingEvidence): Invariant[] {
  const { models } = house;
  const interviews = applicants.map(({ interviewId }) => uuidOf(interviewId));
  const applications = applicants.map(({ applicationId }) => uuidOf(applicationId));
  return [
    tablesInvariant(house, 'scorecards', (client) => oneScorecardEach(client, interviews)),
    tablesInvariant(house, 'applications', (client) => evaluated(client, applications)),
    ...(models ? [tablesInvariant(house, 'model calls', (client) => noSecondCall(client, models))] : []),
  ];
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
