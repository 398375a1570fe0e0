import type { JobRun } from '@guildhall/jobs';
import { newId } from '@guildhall/messages/contract';
import { closePayRun, getPayRun, getTrialBalance, listMyPayouts, reissuePayout } from '@guildhall/messages/payroll';
import { createLogger } from '@guildhall/observability';
import { waitFor } from '@guildhall/testing';
import { approvedRun, payoutsOf } from '../../test/pay-runs.js';
import { PayrollHouse } from '../../test/payroll-house.js';
import { SubmitPayoutFileHandler } from './submit-payout-file.handler.js';

let house: PayrollHouse;

beforeAll(async () => {
  house = await PayrollHouse.open();
}, 60_000);

afterAll(async () => {
  await house?.close();
});

const day = '2026-02-25';

async function paid(accountNumber: string) {
  const contractor = await (await house.contractor({ accountNumber })).onboard();
  await contractor.work(day, 1);
  return contractor;
}

async function balanceOf(account: string): Promise<string | undefined> {
  const { accounts, totals } = await house.finance[0](getTrialBalance, {});
  expect(totals.every(({ balanceMinor }) => balanceMinor === '0')).toBe(true);
  return accounts.find((each) => each.account === account)?.balanceMinor;
}

describe('what the bank says', () => {
  it('of a file whose answer was lost is asked, and the file is never sent as another one', async () => {
    const contractor = await paid('000123450001');
    const before = house.bank.book.transfers().length;
    house.bank.misbehave('lose_after');
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['batched']);
    expect((await house.finance[0](getPayRun, { payRunId })).files[0]!.state).toBe('submitting');
    house.bank.misbehave('none');
    await untilSubmitted(payRunId);
    await house.letBankWork();
    const transfers = house.bank.book.transfers().slice(before);
    expect(transfers).toEqual([expect.objectContaining({ amountMinor: '8550', handedIn: 1 })]);
    expect((await contractor.call(listMyPayouts, {})).data).toEqual([expect.objectContaining({ state: 'settled' })]);
  }, 90_000);

  it('to a worker that has lost its job takes no effect here, and the file stays one', async () => {
    await paid('000123450004');
    const before = house.bank.book.transfers().length;
    house.bank.misbehave('fail');
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    const { id: fileId } = (await house.finance[0](getPayRun, { payRunId })).files[0]!;
    house.bank.misbehave('none');
    const handler = house.service.application.get(SubmitPayoutFileHandler, { strict: false });
    await Promise.all(
      Array.from({ length: 3 }, async () => {
        await expect(handler.submit({ fileId }, lostRun())).rejects.toThrow('This run was given to another worker.');
      }),
    );
    await untilSubmitted(payRunId);
    await house.letBankWork();
    expect(house.bank.book.transfers()).toHaveLength(before + 1);
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled']);
    const sent = await house.rows(
      `SELECT count(*)::int AS count FROM journal WHERE kind = 'send' AND subject = ANY($1)`,
      [(await payoutsOf(house, payRunId)).map(({ id }) => id)],
    );
    expect(sent).toEqual([{ count: 1 }]);
  }, 90_000);

  it('of a file that never reached it lets the same file be handed in', async () => {
    await paid('000123450002');
    house.bank.misbehave('lose_before');
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    house.bank.misbehave('none');
    await untilSubmitted(payRunId);
    await house.letBankWork();
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled']);
  }, 90_000);

  it('of a whole file that it refuses is told of each payout, and the run has an end', async () => {
    const contractor = await paid('000123450005');
    house.bank.misbehave('fail');
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    const { id: fileId } = (await house.finance[0](getPayRun, { payRunId })).files[0]!;
    // The answer to the first attempt was lost, and this is what the bank says when it is asked.
    house.bank.book.hand(fileId, 'no file of payments');
    house.bank.misbehave('none');
    await untilSubmitted(payRunId, ['refused']);
    expect((await house.finance[0](getPayRun, { payRunId })).state).toBe('partial');
    const [payout] = await payoutsOf(house, payRunId);
    expect(payout).toMatchObject({ personId: contractor.personId, state: 'rejected' });
    const told = (await house.told()).filter(({ subject }) => subject === `payout/${payout!.id}`);
    expect(told.map(({ type, data }) => [type, data])).toEqual([
      [
        'payout.returned',
        { payoutId: payout!.id, payRunId, personId: contractor.personId, reasonCode: 'file_refused' },
      ],
    ]);
    // Nothing left the house, so what is owed is still owed.
    expect(
      await house.rows('SELECT sum(amount_minor) AS sum FROM posting WHERE account = $1', [
        `payable:${contractor.personId}`,
      ]),
    ).toEqual([{ sum: '-8550' }]);
    await expect(house.finance[0](closePayRun, { payRunId })).rejects.toMatchObject({ code: 'pay_run_wrong_state' });
    await house.finance[1](reissuePayout, { payoutId: payout!.id, reasonCode: 'other' });
    await house.letBankWork();
    expect((await house.finance[0](getPayRun, { payRunId })).state).toBe('settled');
    expect((await house.finance[0](closePayRun, { payRunId })).state).toBe('closed');
  }, 90_000);

  it('sends money back, before and after it was booked, and what is owed is owed again', async () => {
    const [closed, late, refused, fine] = [
      await paid('000123459902'),
      await paid('000123458803'),
      await paid('000123457700'),
      await paid('000123450003'),
    ];
    const { id: payRunId } = await approvedRun(house);
    await house.letBankWork();
    const states = new Map((await payoutsOf(house, payRunId)).map((payout) => [payout.personId, payout]));
    expect(states.get(closed.personId)).toMatchObject({ state: 'returned', returnCode: 'R02', settledAt: null });
    expect(states.get(late.personId)).toMatchObject({ state: 'returned', returnCode: 'R03' });
    expect(states.get(late.personId)!.settledAt).not.toBe(null);
    expect(states.get(refused.personId)).toMatchObject({ state: 'rejected' });
    expect(states.get(fine.personId)).toMatchObject({ state: 'settled' });
    expect((await house.finance[0](getPayRun, { payRunId })).state).toBe('partial');
    for (const { personId } of [closed, late, refused]) {
      const [owed] = await house.rows('SELECT sum(amount_minor) AS sum FROM posting WHERE account = $1', [
        `payable:${personId}`,
      ]);
      expect(owed).toEqual({ sum: '-8550' });
    }
    expect(await balanceOf('clearing:ach')).toBe('0');
    const returned = (await house.told()).filter(
      ({ type, data }) => type === 'payout.returned' && (data as { payRunId: string }).payRunId === payRunId,
    );
    expect(returned.map(({ data }) => (data as { reasonCode: string }).reasonCode).sort()).toEqual([
      'R02',
      'R03',
      'rejected_by_bank',
    ]);
    // Heard again, it changes nothing.
    const count = 'SELECT count(*)::int AS count FROM journal';
    const before = await house.rows(count);
    house.clock.advance({ days: 1 });
    await house.settle();
    expect(await house.rows(count)).toEqual(before);
  }, 90_000);
});

/** The job comes back after some seconds of real time. */
async function untilSubmitted(payRunId: string, states: readonly string[] = ['submitted', 'done']): Promise<void> {
  await waitFor(
    async () => {
      await house.settle();
      const { files } = await house.finance[0](getPayRun, { payRunId });
      return files.every(({ state }) => states.includes(state));
    },
    { timeoutMs: 40_000, what: `the file to be ${states.join(' or ')}` },
  );
}

/** What a worker holds that was paused for longer than it may hold a job. */
function lostRun(): JobRun {
  return {
    ...{
      id: newId('job'),
      attempt: 1,
      signal: new AbortController().signal,
      logger: createLogger({ service: 'test', level: 'silent' }),
    },
    context: { correlationId: newId('evt'), actor: { kind: 'service', id: 'payroll' } },
    finish: () => Promise.reject(new Error('This run was given to another worker.')),
  };
}
