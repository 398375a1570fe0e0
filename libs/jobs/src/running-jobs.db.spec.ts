import { idFromUuid, newId } from '@guildhall/messages/contract';
import { createLogger } from '@guildhall/observability';
import { latch, type TestDatabase, testDatabase, waitFor } from '@guildhall/testing';
import { jobsSchema } from './index.js';
import { JobIntentStore, type RunKey } from './job-intent.store.js';
import { RunningJobs } from './running-jobs.js';

const everyMs = 20;
const deadAfterMs = 15_000;

describe('the runs of a process', () => {
  let db: TestDatabase;
  let store: JobIntentStore;
  let running: RunningJobs;

  const query = (sql: string, parameters: unknown[] = []) => db.database.dataSource.query(sql, parameters);
  /** A run that has not shown itself for an hour. */
  const silentRun = async (): Promise<RunKey> => {
    const id = newId('job');
    await query(
      `INSERT INTO job_intent (id, queue, name, payload, origin, state, attempt, failures, run_after, heartbeat_at, created_at)
       VALUES ($1, 'slow', 'slow-work', '{}', '{}', 'running', 1, 0, now(), now() - interval '1 hour', now())`,
      [id.slice(4)],
    );
    return { id, attempt: 1 };
  };
  const fresh = async () => {
    const rows = await query(`SELECT id FROM job_intent WHERE heartbeat_at > now() - interval '1 minute'`);
    return rows.map((row: { id: string }) => idFromUuid('job', row.id));
  };
  const dead = async () => (await store.deadRuns(['slow-work'], { deadAfterMs, limit: 10 })).map((run) => run.id);

  beforeAll(async () => {
    db = await testDatabase('interviews', jobsSchema);
  });
  beforeEach(async () => {
    await query('DELETE FROM job_intent');
    store = new JobIntentStore(db.database);
    running = new RunningJobs(store, createLogger({ service: 'interviews', level: 'silent' }), everyMs);
  });
  afterEach(() => running.stop());
  afterAll(() => db?.drop());

  it('show themselves while a handler holds the row of one of them, and that one is taken for neither lost nor dead', async () => {
    const [held, other] = [await silentRun(), await silentRun()];
    const [isHeld, letGo] = [latch(), latch()];
    const holding = db.database.transaction(async (tx) => {
      await store.finish(tx, held);
      isHeld.open();
      await letGo.opened;
      throw new Error('rolled back');
    });
    await isHeld.opened;
    const [heldSignal, otherSignal] = [running.add(held).signal, running.add(other).signal];
    running.start();
    try {
      await waitFor(async () => (await fresh()).includes(other.id));
      expect(await dead()).toEqual([]);
      expect([heldSignal.aborted, otherSignal.aborted]).toEqual([false, false]);
    } finally {
      letGo.open();
      await holding.catch(() => undefined);
    }
    await waitFor(async () => (await fresh()).length === 2);
    expect([heldSignal.aborted, otherSignal.aborted]).toEqual([false, false]);
  });

  it('are told to stop when their job was given to another worker', async () => {
    const run = await silentRun();
    await query('UPDATE job_intent SET attempt = 2');
    const { signal } = running.add(run);
    running.start();
    await waitFor(() => signal.aborted);
    expect(signal.reason).toMatchObject({ name: 'StaleJobRun' });
  });

  it('ask Postgres once at a time, however long it takes', async () => {
    const answered = latch();
    let asked = 0;
    store.heartbeat = async (runs) => {
      asked++;
      await answered.opened;
      return new Set(runs.map((run) => run.id));
    };
    running.add(await silentRun());
    running.start();
    await waitFor(() => asked > 0);
    // Many beats' time, told by Postgres.
    await query('SELECT pg_sleep(0.2)');
    expect(asked).toBe(1);
    answered.open();
    await waitFor(() => asked > 1);
  });
});
