import { migrateSchema, revertLastMigration } from '@guildhall/database';
import { type TestDatabase, testDatabase } from '@guildhall/testing';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { payrollSchema } from './data-source.js';
import { PayrollGuards1764300000000 } from './migrations/1764300000000-payroll-guards.js';

let test: TestDatabase;
const guards = new PayrollGuards1764300000000().name;

beforeAll(async () => {
  test = await testDatabase('payroll', payrollSchema);
}, 60_000);

afterAll(async () => {
  await test?.drop();
});

describe('the guards of payroll', () => {
  it('come to a ledger that has entries already, and count their legs', async () => {
    const target = { ...payrollSchema, service: 'payroll' as const, adminUrl: test.adminUrl };
    const reverted: (string | null)[] = [];
    while (!reverted.includes(guards) && !reverted.includes(null)) reverted.push(await revertLastMigration(target));
    expect(reverted).toContain(guards);
    const [{ id }] = await test.database.transaction(async (tx) => {
      const journals = await tx.query(
        `INSERT INTO journal (id, idempotency_key, body_sha256, kind, subject, at)
         VALUES (gen_random_uuid(), 'old', repeat('0', 64), 'test', 'old', now()) RETURNING id`,
      );
      const legs = `INSERT INTO posting VALUES ($1, 1, 'fees', 'USD', 3), ($1, 2, 'fees', 'USD', 4), ($1, 3, 'fees', 'USD', -7)`;
      await tx.query(legs, [journals[0].id]);
      return journals;
    });
    await migrateSchema(target);
    expect(await test.database.read.query('SELECT legs FROM journal WHERE id = $1', [id])).toEqual([{ legs: 3 }]);
    const pair = `INSERT INTO posting VALUES ($1, 4, 'fees', 'USD', 5), ($1, 5, 'expense:contractor', 'USD', -5)`;
    await expect(test.database.transaction((tx) => tx.query(pair, [id]))).rejects.toThrow(/sum to 0/);
    expect(await new LedgerRepository(test.database).postingsOf('old')).toHaveLength(3);
  }, 60_000);
});
