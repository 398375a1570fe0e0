import { type BankException, getPayRun, getTrialBalance, listBankExceptions } from '@guildhall/messages/payroll';
import type { StatementLine } from '../../../../tools/simulated-bank/bank-book.js';
import { returnFile } from '../../../../tools/simulated-bank/return-file.js';
import { approvedRun, payoutsOf } from '../../test/pay-runs.js';
import { PayrollHouse } from '../../test/payroll-house.js';

let house: PayrollHouse;

beforeAll(async () => {
  house = await PayrollHouse.open();
}, 60_000);

afterAll(async () => {
  await house?.close();
});

const stray = { id: 'SIMBANK-STRAY', traceNumber: '091000019999999', amountMinor: '1', kind: 'settled' } as const;
const at = new Date('2026-03-02T15:00:00Z');

async function worker(accountNumber = '000123450001'): Promise<void> {
  const contractor = await (await house.contractor({ accountNumber })).onboard();
  await contractor.work('2026-02-25', 1);
}

/** Lets the bank say something else until it is told otherwise. */
function bankSays(said: { statement?: (lines: StatementLine[]) => StatementLine[]; returns?: string | null }): void {
  const { book } = house.bank;
  const own = Object.getPrototypeOf(book) as typeof book;
  book.statement = (id) => (said.statement ?? ((lines) => lines))(own.statement.call(book, id));
  book.returns = (id) => (said.returns === undefined ? own.returns.call(book, id) : said.returns);
}

async function exceptions(): Promise<Partial<BankException>[]> {
  const { data } = await house.finance[0](listBankExceptions, { limit: 100 });
  return data.map(({ id: _, foundAt: __, ...rest }) => rest).reverse();
}

async function journals(): Promise<number> {
  const { totals } = await house.finance[0](getTrialBalance, {});
  expect(totals.every(({ balanceMinor }) => balanceMinor === '0')).toBe(true);
  return (await house.rows<{ count: number }>('SELECT count(*)::int AS count FROM journal'))[0]!.count;
}

describe('news of the bank that fits nothing', () => {
  it('is kept once each for finance, moves no money, and keeps nothing back that fits', async () => {
    for (const _ of [1, 2]) await worker();
    bankSays({ statement: (lines) => [...lines, stray], returns: 'no file at all' });
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    const fileId = (await house.finance[0](getPayRun, { payRunId })).files[0]!.id;
    const states = async () => (await payoutsOf(house, payRunId)).map(({ state }) => state);
    expect(await states()).toEqual(['settled', 'settled']);
    const common = { fileId, payoutId: null, code: null };
    const strange = { ...common, kind: 'line_unmatched', reference: stray.id, traceNumber: stray.traceNumber };
    expect(await exceptions()).toEqual([
      { ...strange, amountMinor: '1' },
      expect.objectContaining({ ...common, kind: 'returns_unreadable', reference: expect.stringMatching(/^line 1/) }),
    ]);

    const before = await journals();
    const { payments } = house.bank.book.find(fileId)!;
    const payment = payments[0]!;
    const payoutId = (await payoutsOf(house, payRunId)).find(({ id }) => id.endsWith(payment.individualId))!.id;
    const strangers = { ...payment, individualId: '0'.repeat(15) };
    const sent = [
      { payment: { ...payment, amountMinor: '1' }, code: 'R02' },
      { payment: strangers, code: 'R03' },
      { payment, code: 'R04' },
    ];
    const returns = returnFile(sent, at).replace('799R04', '798C01');
    bankSays({
      statement: (lines) =>
        lines.map((line) => (line.traceNumber === payment.traceNumber ? { ...line, amountMinor: '1' } : line)),
      returns,
    });
    for (const _ of [1, 2]) {
      house.clock.advance({ days: 1 });
      await house.settle();
    }
    const own = { fileId, payoutId, traceNumber: payment.traceNumber };
    expect((await exceptions()).slice(2)).toEqual([
      expect.objectContaining({ ...own, kind: 'line_other_amount', amountMinor: '1' }),
      expect.objectContaining({ ...own, kind: 'return_other_amount', amountMinor: '1', code: 'R02' }),
      expect.objectContaining({ ...own, kind: 'return_unmatched', payoutId: null, code: 'R03' }),
      expect.objectContaining({ ...own, kind: 'notification_of_change', code: 'C01' }),
    ]);
    expect(await journals()).toBe(before);
    expect(await states()).toEqual(['settled', 'settled']);
    const kept = await house.rows(
      `SELECT count(*)::int AS count FROM audit_entry WHERE action = 'bank_exception.found' AND subject = $1`,
      [fileId],
    );
    expect(kept).toEqual([{ count: 6 }]);
    expect(JSON.stringify(await exceptions())).not.toContain(payment.accountNumber);

    // What fits is still taken over.
    bankSays({ returns: returnFile([{ payment, code: 'R02' }], at) });
    house.clock.advance({ days: 1 });
    await house.settle();
    const returned = (await payoutsOf(house, payRunId)).filter(({ state }) => state === 'returned');
    expect(returned.map(({ id }) => id)).toEqual([payoutId]);
    bankSays({});
  }, 120_000);

  it('is a statement that says settled of what was rejected', async () => {
    await worker('000123457700');
    const { id: payRunId } = await approvedRun(house);
    await house.letBankWork();
    const [payout] = await payoutsOf(house, payRunId);
    expect(payout!.state).toBe('rejected');
    const before = await journals();
    bankSays({ statement: (lines) => lines.map((line) => ({ ...line, kind: 'settled' })) });
    house.clock.advance({ days: 1 });
    await house.settle();
    bankSays({});
    expect((await exceptions()).at(-1)).toMatchObject({ kind: 'line_contradicts', payoutId: payout!.id });
    expect((await payoutsOf(house, payRunId))[0]!.state).toBe('rejected');
    expect(await journals()).toBe(before);
  }, 120_000);

  it('is for finance alone', async () => {
    const recruiter = house.callerAs({ kind: 'staff', id: house.financeIds[0], roles: ['recruiter'] });
    await expect(recruiter(listBankExceptions, {})).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
