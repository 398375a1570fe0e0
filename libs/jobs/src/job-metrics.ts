import type { Clock } from '@guildhall/clock';
import type { Database } from '@guildhall/database';
import type { JobDefinition } from '@guildhall/messages/contract';
import type { Metrics } from '@guildhall/observability';

/** What the jobs of one name are doing, in all processes of the service. */
export interface JobFigures {
  name: string;
  /** Waiting for a worker or for their next attempt; those whose business time is still to come are not counted. */
  waiting: number;
  /** Since the oldest waiting one could have run; 0 where none can. */
  oldestWaitingSeconds: number;
  running: number;
  parked: number;
}

/** One scrape asks several gauges; they share one query. */
const freshMs = 1_000;

/** Gauges by job name; Postgres is asked at each scrape. */
export function registerJobMetrics(options: {
  metrics: Metrics;
  database: Database;
  clock: Clock;
  definitions: readonly JobDefinition<object>[];
}): void {
  const { metrics, database, clock, definitions } = options;
  const figures = shared(() => jobFigures(database, clock.now()), freshMs);
  const gauge = (name: string, help: string, value: (of: JobFigures) => number) =>
    metrics.gauge(name, help, ['job'], async (own) => {
      own.reset();
      const rows = await figures();
      for (const { name: job } of definitions) own.set({ job }, 0);
      for (const row of rows) own.set({ job: row.name }, value(row));
    });
  gauge('job_oldest_waiting_seconds', 'Age of the oldest job that could run.', (row) => row.oldestWaitingSeconds);
  gauge(
    'job_waiting',
    'Jobs whose time has come and that wait for a worker or for their next attempt.',
    (row) => row.waiting,
  );
  gauge('job_running', 'Jobs that a worker has taken up.', (row) => row.running);
  gauge('job_parked', 'Jobs that wait for a person.', (row) => row.parked);
}

/** One row for each name that has open work. */
export async function jobFigures(database: Database, now: Date): Promise<JobFigures[]> {
  // One SELECT per state, so that each finds its partial index and none reads the jobs that are done
  // or whose time is still to come.
  const count = (state: string) =>
    `SELECT name, '${state}' AS state, count(*) AS jobs, NULL::float8 AS age FROM job_intent
     WHERE state = '${state}' GROUP BY name`;
  const rows: Record<keyof JobFigures, string>[] = await database.dataSource.query(
    `SELECT name, coalesce(sum(jobs) FILTER (WHERE state = 'waiting'), 0) AS waiting,
       coalesce(sum(jobs) FILTER (WHERE state = 'running'), 0) AS running,
       coalesce(sum(jobs) FILTER (WHERE state = 'parked'), 0) AS parked,
       greatest(max(age), 0) AS "oldestWaitingSeconds"
     FROM (${count('running')} UNION ALL ${count('parked')} UNION ALL
       SELECT name, 'waiting', count(*), extract(epoch FROM max(least($1 - run_after, clock_timestamp() - coalesce(retry_at, created_at))))
       FROM job_intent WHERE state = 'waiting' AND run_after <= $1::timestamptz GROUP BY name) AS figure
     GROUP BY name ORDER BY name`,
    [now],
  );
  return rows.map((row) => ({
    name: row.name,
    waiting: Number(row.waiting),
    oldestWaitingSeconds: Number(row.oldestWaitingSeconds),
    running: Number(row.running),
    parked: Number(row.parked),
  }));
}

function shared<T>(load: () => Promise<T>, forMs: number): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | undefined;
  return () => {
    if (!last || performance.now() - last.at > forMs) last = { at: performance.now(), value: load() };
    return last.value;
  };
}
