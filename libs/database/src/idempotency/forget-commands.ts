import type { Database } from '../database.js';

const batchSize = 1_000;

/**
 * Forgets commands that are older than 24 hours, at most 1,000 at a time; those that moved money stay.
 * @returns how many were forgotten; 1,000 means that there may be more.
 */
export async function forgetCommands(database: Database): Promise<number> {
  return await database.transaction(async (tx) => {
    const [, forgotten] = await tx.query(
      `DELETE FROM idempotent_command WHERE (actor, key) IN (
         SELECT actor, key FROM idempotent_command
         WHERE created_at < now() - interval '24 hours' AND kind <> 'money'
         ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED)`,
      [batchSize],
    );
    return forgotten as number;
  });
}
