import type { Tx } from '@guildhall/database';

export interface CancelledJobs {
  /** Waiting, parked and done ones; their rows are gone, and their keys are free. */
  forgotten: number;
  /** These still run, and are left alone. */
  running: number;
}

/**
 * Takes back jobs that are about some things which are to be forgotten: those that wait or are parked never run, and no row
 * of theirs is left. What runs goes on, since its handler may be in the middle of something: come back when `running` is 0.
 *
 * @param property of the payload, for example `takeId`
 */
export async function cancelJobsAbout(tx: Tx, property: string, ids: readonly string[]): Promise<CancelledJobs> {
  const about = `payload ->> $1 = ANY($2)`;
  const [, forgotten] = await tx.query(`DELETE FROM job_intent WHERE ${about} AND state <> 'running'`, [property, ids]);
  const [{ running }] = await tx.query(`SELECT count(*)::int AS running FROM job_intent WHERE ${about}`, [
    property,
    ids,
  ]);
  return { forgotten, running };
}
