import {
  changePayoutMethod,
  closePayRun,
  getPayoutChain,
  getPayRun,
  getTrialBalance,
  type Payout,
  payoutStates,
  reissuePayout,
} from '@guildhall/messages/payroll';
import { approvedRun, payoutsOf } from '../../test/pay-runs.js';
import { PayrollHouse } from '../../test/payroll-house.js';
import type { TestContractor } from '../../test/test-contractor.js';

let house: PayrollHouse;

beforeAll(async () => {
  house = await PayrollHouse.open();
}, 60_000);

afterAll(async () => {
  await house?.close();
});

const otherAccount = '000123456666';
const runOf = (payRunId: string) => house.finance[0](getPayRun, { payRunId });
const reissue = (payoutId: string) => house.finance[1](reissuePayout, { payoutId, reasonCode: 'account_corrected' });

/** Somebody whose pay went to an account, by whose end the simulated bank decides. */
async function paidTo(accountNumber: string): Promise<{ contractor: TestContractor; payout: Payout }> {
  const contractor = await (await house.contractor({ accountNumber })).onboard();
  await contractor.work('2026-02-25', 1);
  const { id: payRunId } = await approvedRun(house);
  await house.letBankWork();
  return { contractor, payout: (await payoutsOf(house, payRunId))[0]! };
}

/** Everything is balanced, nothing is under way, and the person is owed so much. */
async function expectOwed(personId: string, minor: string, account = `payable:${personId}`): Promise<void> {
  const { accounts, totals } = await house.finance[0](getTrialBalance, {});
  expect(totals.every(({ balanceMinor }) => balanceMinor === '0')).toBe(true);
  expect(accounts.find((each) => each.account === 'clearing:ach')?.balanceMinor ?? '0').toBe('0');
  const sum = 'SELECT coalesce(sum(amount_minor), 0)::text AS sum FROM posting WHERE account = $1';
  expect(await house.rows(sum, [account])).toEqual([{ sum: minor }]);
}

describe('a payout that came back', () => {
  it('is paid again to the account that the person has now, once, and its run can be closed then', async () => {
    const { contractor, payout } = await paidTo('000123459902');
    const { payRunId, personId } = payout;
    expect(payout).toMatchObject({ state: 'returned', attempt: 1, replaces: null });
    await expectOwed(personId, '-8550');
    const close = () => house.finance[0](closePayRun, { payRunId });
    await expect(close()).rejects.toMatchObject({ code: 'pay_run_wrong_state' });
    await contractor.call(changePayoutMethod, { ...contractor.account, accountNumber: otherAccount });
    await contractor.verify('payout_method');
    const before = house.bank.book.transfers().length;

    // What waits for the account waits again.
    const again = await reissue(payout.id);
    const held = { state: 'held', holdReason: 'payout_method_cooling_off' };
    expect(again).toMatchObject({ ...held, attempt: 2, replaces: payout.id, amountMinor: '8550' });
    expect((await runOf(payRunId)).heldMinor).toBe('8550');
    await expectOwed(personId, '-8550', `held:${personId}:payout_method_cooling_off`);
    house.clock.advance({ hours: 48 });
    await house.letBankWork();
    await house.letBankWork();
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled', 'reissued']);
    expect(house.bank.book.transfers()).toHaveLength(before + 1);
    expect((await runOf(payRunId)).state).toBe('settled');
    await expectOwed(personId, '0');
    const chain = await contractor.call(getPayoutChain, { payoutId: again.id });
    expect(chain.lines).toEqual([expect.objectContaining({ contractId: contractor.terms.contractId, seconds: 3_600 })]);
    const rows = await house.rows(
      `SELECT actor, details FROM audit_entry WHERE action = 'payout.reissued' AND subject = $1`,
      [payout.id],
    );
    const details = { reasonCode: 'account_corrected', reissuedAs: again.id };
    expect(rows).toEqual([{ actor: `staff:${house.financeIds[1]}`, details }]);
    expect(await close()).toMatchObject({ state: 'closed' });
  }, 120_000);

  it('is paid again once, also when two ask for it at the same time', async () => {
    const { contractor, payout } = await paidTo('000123458803');
    await contractor.call(changePayoutMethod, { ...contractor.account, accountNumber: otherAccount });
    await contractor.verify('payout_method');
    house.clock.advance({ hours: 48 });
    await house.settle();
    const before = house.bank.book.transfers().length;
    const asked = await Promise.allSettled([reissue(payout.id), reissue(payout.id), reissue(payout.id)]);
    const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(refused.map(({ code }) => code)).toEqual(['payout_wrong_state', 'payout_wrong_state']);
    await house.letBankWork();
    expect(house.bank.book.transfers()).toHaveLength(before + 1);
    const payouts = await payoutsOf(house, payout.payRunId);
    expect(payouts.map(({ state, attempt }) => [state, attempt])).toEqual([
      ['settled', 2],
      ['reissued', 1],
    ]);
    await expectOwed(payout.personId, '0');
  }, 120_000);

  it('opens its closed run again', async () => {
    const { payout } = await paidTo('000123450001');
    const { payRunId, personId } = payout;
    expect(await house.finance[0](closePayRun, { payRunId })).toMatchObject({ state: 'closed' });
    // As if the bank had sent it back long after.
    await house.database.transaction(async (tx) => {
      await tx.query(`UPDATE payout SET state = 'returned', return_code = 'R06' WHERE id = $1`, [payout.id.slice(4)]);
    });
    expect(await reissue(payout.id)).toMatchObject({ state: 'ready', personId });
    expect((await runOf(payRunId)).state).toBe('partial');
    await house.letBankWork();
    expect((await runOf(payRunId)).state).toBe('settled');
  }, 120_000);

  it('is the only one that is', async () => {
    const { contractor, payout } = await paidTo('000123457700');
    expect(payout.state).toBe('rejected');
    const asContractor = contractor.call(reissuePayout, { payoutId: payout.id, reasonCode: 'other' });
    await expect(asContractor).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(reissue(`pyt_${'0'.repeat(32)}`)).rejects.toMatchObject({ code: 'not_found' });
    const id = payout.id.slice(4);
    const set = (state: string) =>
      house.rows(`UPDATE payout SET state = $2, hold_reason = CASE WHEN $2 = 'held' THEN 'other' END WHERE id = $1`, [
        id,
        state,
      ]);
    for (const state of payoutStates.filter((each) => each !== 'rejected' && each !== 'returned')) {
      await set(state);
      await expect(reissue(payout.id)).rejects.toMatchObject({ code: 'payout_wrong_state', details: { state } });
    }
    await set('rejected');
    const twin =
      house.rows(`INSERT INTO payout SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
      'key', p.id::text, 'trace_number', p.id::text))).* FROM payout p WHERE p.replaces IS NOT NULL`);
    await expect(twin).rejects.toThrow(/payout_replaces_idx/);
    expect(await reissue(payout.id)).toMatchObject({ state: 'ready', attempt: 2, replaces: payout.id });
    // The account is the same, and so is what becomes of it: it can be paid again once more.
    await house.letBankWork();
    const [second] = await payoutsOf(house, payout.payRunId);
    expect(second).toMatchObject({ state: 'rejected', attempt: 2 });
    expect(await reissue(second!.id)).toMatchObject({ attempt: 3, replaces: second!.id });
    await house.letBankWork();
  }, 120_000);
});
