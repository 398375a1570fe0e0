import type { ServiceName } from '@guildhall/messages/contract';
import type pg from 'pg';
import { sealDocument } from '../../apps/contracts/src/contract/contract.jobs.js';
import { rankOpening } from '../../apps/interviews/src/ranking/rank-opening.job.js';
import {
  extractTakeAudio,
  moveTake,
  probeTake,
  remuxTake,
  transcribeTake,
} from '../../apps/interviews/src/recording/take.jobs.js';
import { scoreInterview } from '../../apps/interviews/src/scoring/score-interview.job.js';
import { followPayoutFile, submitPayoutFile } from '../../apps/payroll/src/payout/payout.jobs.js';
import { bookPayRun, calculatePayRunJob, filePayRun } from '../../apps/payroll/src/payrun/pay-run.jobs.js';
import type { Step } from './crash-case.js';

/** What a process holds while it works, and what has to happen until it holds it no more. */
export interface HeldWork {
  /** Of a client that is an administrator. @returns what is held now, by id, and under which attempt */
  held(client: pg.Client): Promise<Map<string, number>>;
  /** Whether others have taken all of it over, and come to an end. */
  isTakenOver(client: pg.Client, held: ReadonlyMap<string, number>): Promise<boolean>;
  /** Whether others may take all of it, were there any. */
  isForfeit(client: pg.Client, held: ReadonlyMap<string, number>): Promise<boolean>;
}

/** A run without a heartbeat for this long may be taken away, and a second more. */
const deadJobSeconds = 16;

const jobs: Partial<Record<Step, { service: ServiceName; name: string }>> = {
  ...{ move: moveTake, probe: probeTake, remux: remuxTake, audio: extractTakeAudio, transcribe: transcribeTake },
  ...{ score: scoreInterview, rank: rankOpening, seal: sealDocument },
  ...{ approve: bookPayRun, file: filePayRun, bank: submitPayoutFile, submit: submitPayoutFile },
  ...{ settle: followPayoutFile, 'twin-calculate': calculatePayRunJob, 'twin-approve': bookPayRun },
  ...{ 'twin-file': filePayRun, 'twin-submit': submitPayoutFile, 'twin-settle': followPayoutFile },
};

/** @throws Error where the step is no work that anybody holds */
export function heldWorkOf(step: Step): HeldWork {
  if (step === 'webhook') return heldDeliveries;
  const job = jobs[step];
  if (!job) throw new Error(`Nobody holds the work of "${step}".`);
  return heldJobs(job.service, job.name);
}

function heldJobs(service: ServiceName, name: string): HeldWork {
  const table = `${service}.job_intent`;
  return {
    held: (client) =>
      attemptsIn(client, `SELECT id, attempt FROM ${table} WHERE name = $1 AND state = 'running'`, [name]),
    isTakenOver: (client, held) =>
      holdsForAll(client, held, `${table} AS work`, `state = 'done' OR attempt > held.nth AND state <> 'running'`),
    isForfeit: (client, held) => {
      const silent = `heartbeat_at < clock_timestamp() - interval '${deadJobSeconds} s'`;
      return holdsForAll(client, held, `${table} AS work`, `state <> 'running' OR ${silent}`);
    },
  };
}

const heldDeliveries: HeldWork = {
  held: (client) =>
    attemptsIn(
      client,
      `SELECT id, attempts AS attempt FROM events.webhook_delivery
       WHERE state = 'waiting' AND held_until > clock_timestamp()`,
      [],
    ),
  isTakenOver: (client, held) =>
    holdsForAll(client, held, 'events.webhook_delivery AS work', `state <> 'waiting' AND attempts > held.nth`),
  isForfeit: (client, held) =>
    holdsForAll(
      client,
      held,
      'events.webhook_delivery AS work',
      `state <> 'waiting' OR held_until IS NULL OR held_until < clock_timestamp()`,
    ),
};

async function attemptsIn(client: pg.Client, sql: string, parameters: unknown[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; attempt: number }>(sql, parameters);
  return new Map(rows.map(({ id, attempt }) => [id, attempt]));
}

async function holdsForAll(
  client: pg.Client,
  held: ReadonlyMap<string, number>,
  table: string,
  condition: string,
): Promise<boolean> {
  const { rows } = await client.query<{ open: string }>(
    `SELECT count(*) AS open FROM unnest($1::uuid[], $2::int[]) AS held (id, nth)
     JOIN ${table} USING (id) WHERE NOT coalesce(${condition}, FALSE)`,
    [[...held.keys()], [...held.values()]],
  );
  return rows[0]?.open === '0';
}
