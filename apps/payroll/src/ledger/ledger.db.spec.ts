import { newId, uuidOf } from '@guildhall/messages/contract';
import { type TestDatabase, testDatabase } from '@guildhall/testing';
import fc from 'fast-check';
import pg from 'pg';
import { payrollSchema } from '../database/data-source.js';
import { accounts } from './accounts.js';
import { type JournalEntry, movement } from './journal-entry.js';
import { LedgerRepository } from './ledger.repository.js';

let test: TestDatabase;
let ledger: LedgerRepository;

beforeAll(async () => {
  test = await testDatabase('payroll', payrollSchema);
  ledger = new LedgerRepository(test.database);
});

afterAll(async () => {
  await test?.drop();
});

const at = new Date('2026-03-02T10:00:00Z');
const personId = newId('per');
const payable = accounts.payable(personId);
const post = (...entries: JournalEntry[]) => test.database.transaction((tx) => ledger.post(tx, entries, at));
const approve = (key: string, amountMinor = 100n) =>
  movement(
    { key, kind: 'approve', subject: key },
    { debit: accounts.expense, credit: payable, amountMinor, currency: 'USD' },
  );

async function asAdmin(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: test.adminUrl });
  await client.connect();
  await client.query('SET search_path = payroll');
  await work(client).finally(() => client.end());
}

describe('the ledger', () => {
  it('takes a key once; the same again changes nothing, another body is refused', async () => {
    await post(approve('one'));
    await post(approve('one'));
    expect(await ledger.postingsOf('one')).toHaveLength(2);
    await expect(post(approve('one', 101n))).rejects.toMatchObject({ code: 'ledger_key_reused' });
    await expect(post(approve('fresh'), approve('one', 101n))).rejects.toMatchObject({ code: 'ledger_key_reused' });
    expect(await ledger.postingsOf('fresh')).toEqual([]);
  });

  it('takes a key once from ten at the same time', async () => {
    await Promise.all(Array.from({ length: 10 }, () => post(approve('crowd'))));
    expect(await ledger.postingsOf('crowd')).toHaveLength(2);
  });

  it('takes nothing that does not sum to 0 in each currency, or has one leg', async () => {
    const legs = (...postings: [string, string, bigint][]): JournalEntry => ({
      ...{ key: newId('jnl'), kind: 'test', subject: 'test' },
      postings: postings.map(([account, currency, amountMinor]) => ({ account, currency, amountMinor })),
    });
    const unbalanced = /sum to 0/;
    await expect(post(legs([accounts.expense, 'USD', 5n], [payable, 'USD', -4n]))).rejects.toThrow(unbalanced);
    await expect(post(legs([accounts.expense, 'USD', 5n], [payable, 'EUR', -5n]))).rejects.toThrow(unbalanced);
    await expect(post(legs([accounts.expense, 'USD', 5n]))).rejects.toThrow(unbalanced);
    await expect(post(legs())).rejects.toThrow(unbalanced);
    await expect(post(legs(['pocket:mine', 'USD', 5n], [payable, 'USD', -5n]))).rejects.toThrow(
      /posting_account_check/,
    );
    await expect(post(legs([accounts.expense, 'USD', 0n], [payable, 'USD', 0n]))).rejects.toThrow(
      /posting_amount_check/,
    );
  });

  it('takes any entry that sums to 0, and stays at 0', async () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 10n ** 15n }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(amounts, async (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0n);
        const postings = [
          ...parts.map((part) => ({ account: accounts.expense, currency: 'USD', amountMinor: part })),
          { account: payable, currency: 'USD', amountMinor: -total },
        ];
        await post({ key: newId('jnl'), kind: 'test', subject: 'test', postings });
        const balances = await ledger.balances();
        expect(balances.reduce((sum, { balanceMinor }) => sum + BigInt(balanceMinor), 0n)).toBe(0n);
      }),
      { numRuns: 15 },
    );
  });

  it('is never changed, whoever tries, and no posting comes to an old entry', async () => {
    await post(approve('kept'));
    const [{ id }] = await test.database.read.query(`SELECT id FROM journal WHERE idempotency_key = 'kept'`);
    const asService = (sql: string) => test.database.transaction((tx) => tx.query(sql));
    await expect(asService('UPDATE posting SET amount_minor = 1')).rejects.toThrow(/permission denied/);
    await expect(asService('DELETE FROM journal')).rejects.toThrow(/permission denied/);
    await asAdmin(async (admin) => {
      for (const table of ['journal', 'posting']) {
        await expect(admin.query(`DELETE FROM ${table}`)).rejects.toThrow(/only ever added to/);
        await expect(admin.query(`TRUNCATE ${table}`)).rejects.toThrow(/only ever added to/);
      }
      await expect(admin.query(`UPDATE posting SET account = 'fees'`)).rejects.toThrow(/only ever added to/);
      await expect(admin.query(`INSERT INTO posting VALUES ($1, 3, 'fees', 'USD', 7)`, [id])).rejects.toThrow(
        /sum to 0/,
      );
      const orphan = admin.query(`INSERT INTO posting VALUES ($1, 1, 'fees', 'USD', 7)`, [uuidOf(newId('jnl'))]);
      await expect(orphan).rejects.toThrow(/sum to 0/);
    });
  });

  it('lets no pair of postings that sums to 0 come to an old entry either, also of the role of the service', async () => {
    await post(approve('complete'));
    const insert = `INSERT INTO posting SELECT id, n, CASE n WHEN 3 THEN 'fees' ELSE 'expense:contractor' END, 'USD', 7 - 14 * (n - 3)
      FROM journal, unnest($1::int[]) AS n WHERE idempotency_key = 'complete'`;
    const added = test.database.transaction((tx) => tx.query(insert, [[3, 4]]));
    await expect(added).rejects.toThrow(/sum to 0/);
    const more = `INSERT INTO journal (id, idempotency_key, body_sha256, kind, subject, at, legs)
      VALUES (gen_random_uuid(), 'short', repeat('0', 64), 'test', 'test', now(), 4) RETURNING id`;
    const short = test.database.transaction(async (tx) => {
      const [{ id }] = await tx.query(more);
      await tx.query(`INSERT INTO posting VALUES ($1, 1, 'fees', 'USD', 7), ($1, 2, 'expense:contractor', 'USD', -7)`, [
        id,
      ]);
    });
    await expect(short).rejects.toThrow(/sum to 0/);
    const recounted = test.database.transaction((tx) => tx.query('UPDATE journal SET legs = 4'));
    await expect(recounted).rejects.toThrow(/permission denied/);
    expect(await ledger.postingsOf('complete')).toHaveLength(2);
  });

  it('takes an entry back once', async () => {
    await post(approve('mistake'));
    const { journalId } = (await ledger.postingsOf('mistake'))[0]!;
    const reverse = (key: string) => test.database.transaction((tx) => ledger.reverse(tx, journalId, key, at));
    await reverse('undo');
    await reverse('undo');
    await expect(reverse('undo again')).rejects.toThrow(/journal_reverses_idx/);
    const sum = (await ledger.postingsOf('mistake')).reduce(
      (total, { amountMinor }) => total + BigInt(amountMinor),
      0n,
    );
    expect(sum).toBe(0n);
    expect(await ledger.postingsOf('mistake')).toHaveLength(4);
  });
});
