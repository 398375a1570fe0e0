import { mergeSchemas } from '@guildhall/database';
import { eventLogSchema } from '@guildhall/event-log';
import { jobsSchema } from '@guildhall/jobs';
import { type SharedTestDatabase, testDatabaseOf } from '@guildhall/testing';
import pg from 'pg';
import { platformFolder } from '../platform/platform-folder.js';
import { describeWork } from './work-at-hand.js';

let test: SharedTestDatabase;

beforeAll(async () => {
  test = await testDatabaseOf({ interviews: mergeSchemas(jobsSchema, eventLogSchema) });
});

afterAll(() => test.drop());

async function change(sql: string): Promise<void> {
  const client = new pg.Client(test.adminUrl);
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function report(): Promise<string[]> {
  const findings = await describeWork(platformFolder('test'), { DATABASE_URL: test.adminUrl });
  return findings.map(({ good, name, value }) => `${good ? '' : '! '}${name} ${value}`.trim());
}

describe('the doctor', () => {
  it('finds nothing to look at in an idle service', async () => {
    expect(await report()).toEqual(['interviews 0 jobs waiting, 0 running, 0 parked']);
  });

  it('names what waits, and what is parked with its reason', async () => {
    const problem = JSON.stringify({ title: 'Unavailable', detail: 'The model refused.' });
    const job = (id: number, state: string, reason = 'NULL') =>
      `('0190000000007000800000000000000${id}', 'scoring', 'score-interview', '{}', '{}', '${state}', 1, 1, now() - interval '90 s', now() - interval '100 s', ${reason})`;
    await change(`INSERT INTO interviews.job_intent
      (id, queue, name, payload, origin, state, attempt, failures, run_after, created_at, problem)
      VALUES ${job(1, 'waiting')}, ${job(2, 'done')}, ${job(3, 'parked', `'${problem}'`)}`);
    await change(`INSERT INTO interviews.parked_event
      (subscriber, producer, position, event_id, subject, envelope, problem, parked_at, tries)
      VALUES ('interviews', 'applicants', 1, gen_random_uuid(), 'application/1', '{}', '${problem}', now(), 0),
             ('interviews', 'applicants', 2, gen_random_uuid(), 'application/1', '{}', NULL, now(), 0)`);
    expect(await report()).toEqual([
      expect.stringMatching(/^! interviews 1 jobs waiting, the oldest for (90|91|92) s, 0 running, 1 parked$/),
      '!  job_01900000000070008000000000000003 score-interview: The model refused.',
      '! interviews 2 events of applicants parked: The model refused.',
    ]);
  });

  it('says what was put off to another day, and why', async () => {
    const problem = JSON.stringify({ title: 'Internal', detail: 'The daily cap is used up.' });
    await change(`INSERT INTO interviews.job_intent
      (id, queue, name, payload, origin, state, attempt, failures, run_after, created_at, problem)
      VALUES ('01900000000070008000000000000009', 'scoring', 'score-interview', '{}', '{}', 'waiting', 1, 0,
              '2100-01-01T00:00:00Z', now(), '${problem}')`);
    expect(await report()).toContain('1 score-interview until 2100-01-01T00:00:00.000Z: The daily cap is used up.');
  });

  it('says why it cannot look', async () => {
    const findings = await describeWork(platformFolder('test'), { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    expect(findings).toMatchObject([{ good: false, name: 'Database' }]);
  });
});
