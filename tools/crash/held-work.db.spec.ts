import { newId, uuidOf } from '@guildhall/messages/contract';
import { type TestDatabase, testDatabase } from '@guildhall/testing';
import { payrollSchema } from '../../apps/payroll/src/database/data-source.js';
import { submitPayoutFile } from '../../apps/payroll/src/payout/payout.jobs.js';
import { withClient } from './database-invariants.js';
import { heldWorkOf } from './held-work.js';

describe('the work that a paused process holds', () => {
  const work = heldWorkOf('submit');
  let db: TestDatabase;

  beforeAll(async () => {
    db = await testDatabase('payroll', payrollSchema);
  });
  afterAll(async () => {
    await db?.drop();
  });

  it('is over when another has taken it up and come to an end, and may be taken once its heart has stopped', async () => {
    await withClient(db.adminUrl, async (client) => {
      await client.query(
        `INSERT INTO payroll.job_intent (id, queue, name, payload, origin, state, attempt, failures, run_after, heartbeat_at, created_at)
         VALUES ($1, 'bank', $2, '{}', '{}', 'running', 1, 0, now(), now(), now())`,
        [uuidOf(newId('job')), submitPayoutFile.name],
      );
      const held = await work.held(client);
      expect([...held.values()]).toEqual([1]);
      const becomes = async (change: string) => {
        await client.query(`UPDATE payroll.job_intent SET ${change}`);
        return { isTakenOver: await work.isTakenOver(client, held), isForfeit: await work.isForfeit(client, held) };
      };
      expect(await becomes('attempt = 1')).toEqual({ isTakenOver: false, isForfeit: false });
      expect(await becomes(`heartbeat_at = now() - interval '1 minute'`)).toEqual({
        isTakenOver: false,
        isForfeit: true,
      });
      expect(await becomes(`state = 'waiting'`)).toMatchObject({ isTakenOver: false });
      expect(await becomes(`state = 'running', attempt = 2, heartbeat_at = now()`)).toMatchObject({
        isTakenOver: false,
      });
      expect(await becomes(`state = 'waiting'`)).toMatchObject({ isTakenOver: true });
      expect(await becomes(`state = 'done'`)).toMatchObject({ isTakenOver: true });
    });
  });
});
