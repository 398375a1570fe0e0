import { getPayRun, getTrialBalance } from '@guildhall/messages/payroll';
import { parkedJobs, rerunJob } from '@guildhall/messages/platform';
import { approvedRun, payoutsOf } from '../../test/pay-runs.js';
import { PayrollHouse } from '../../test/payroll-house.js';
import { PayoutFileContents } from './payout-file-contents.js';

let house: PayrollHouse;

beforeAll(async () => {
  house = await PayrollHouse.open();
}, 60_000);

afterAll(async () => {
  await house?.close();
});

const day = '2026-02-25';
const filesOf = async (payRunId: string) => (await house.finance[0](getPayRun, { payRunId })).files;

async function worker(rateMinor?: string) {
  const contractor = await (await house.contractor(rateMinor === undefined ? {} : { rateMinor })).onboard();
  await contractor.work(day, 1);
  return contractor;
}

async function expectBalanced(): Promise<void> {
  const { totals } = await house.finance[0](getTrialBalance, {});
  for (const { balanceMinor } of totals) expect(balanceMinor).toBe('0');
}

describe('a payout file', () => {
  it('leaves out an amount that no entry can say, and pays everybody else', async () => {
    const [fine, atTheLimit, beyond] = [await worker(), await worker('9999999999'), await worker('10000000000')];
    const { id: payRunId } = await approvedRun(house);
    await house.letBankWork();
    const payouts = new Map((await payoutsOf(house, payRunId)).map((payout) => [payout.personId, payout]));
    expect(payouts.get(fine.personId)).toMatchObject({ state: 'settled' });
    expect(payouts.get(atTheLimit.personId)).toMatchObject({ state: 'settled', amountMinor: '9999999999' });
    const held = { state: 'held', holdReason: 'amount_too_large', amountMinor: '10000000000' };
    expect(payouts.get(beyond.personId)).toMatchObject(held);
    const owed = await house.rows('SELECT sum(amount_minor) AS sum FROM posting WHERE account = $1', [
      `held:${beyond.personId}:amount_too_large`,
    ]);
    expect(owed).toEqual([{ sum: '-10000000000' }]);
    await expectBalanced();
  }, 120_000);

  it('that cannot be written is abandoned, and what it was to pay goes into another once the cause is put right', async () => {
    const { personId } = await worker();
    const { origin } = house.service.application.get(PayoutFileContents, { strict: false });
    const { destination } = origin;
    origin.destination = '091000018';
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    expect((await filesOf(payRunId)).map(({ state }) => state)).toEqual(['abandoned']);
    expect(await payoutsOf(house, payRunId)).toEqual([expect.objectContaining({ personId, state: 'ready' })]);
    expect(house.bank.book.find((await filesOf(payRunId))[0]!.id)).toBe(undefined);
    const asAdmin = house.callerAs({ kind: 'staff', id: house.financeIds[0], roles: ['admin'] });
    const [parked, ...more] = (await asAdmin(parkedJobs('payroll'), {})).data;
    expect(more).toEqual([]);
    expect(parked!.name).toBe('file-pay-run');

    origin.destination = destination;
    await asAdmin(rerunJob('payroll'), { jobId: parked!.id });
    await house.letBankWork();
    expect((await filesOf(payRunId)).map(({ state }) => state)).toEqual(['abandoned', 'done']);
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled']);
    await expectBalanced();
  }, 120_000);
});
