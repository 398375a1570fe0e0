import type { JobRun } from '@guildhall/jobs';
import { newId } from '@guildhall/messages/contract';
import { getPayoutFile, getPayRun, getTrialBalance } from '@guildhall/messages/payroll';
import { parkedJobs, rerunJob } from '@guildhall/messages/platform';
import { createLogger } from '@guildhall/observability';
import { jest } from '@jest/globals';
import { approvedRun, payoutsOf } from '../../test/pay-runs.js';
import { PayrollHouse } from '../../test/payroll-house.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { PayoutFileContents } from './payout-file-contents.js';
import { SubmitPayoutFileHandler } from './submit-payout-file.handler.js';

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

/** What the only file of a run says of itself. */
async function readFileOf(payRunId: string) {
  const [file] = await filesOf(payRunId);
  const { text } = await house.finance[0](getPayoutFile, { payRunId, fileId: file!.id });
  const [header, batch, ...lines] = text.split('\n');
  const entries = lines.filter((line) => line.startsWith('6'));
  return {
    ...{ createdDate: header!.slice(23, 29), modifier: header![33]!, batchNumber: Number(batch!.slice(87)) },
    traces: entries.map((line) => Number(line.slice(87))),
  };
}

const modifierAfter = (modifier: string) => String.fromCharCode(modifier.charCodeAt(0) + 1);

/** What a worker holds. */
function anyRun(): JobRun {
  return {
    ...{ id: newId('job'), attempt: 1, signal: new AbortController().signal },
    logger: createLogger({ service: 'test', level: 'silent' }),
    context: { correlationId: newId('evt'), actor: { kind: 'service', id: 'payroll' } },
    finish: () => Promise.resolve(),
  };
}

/** As an admin does once the cause is put right. */
async function rerunParked(name: string): Promise<void> {
  const asAdmin = house.callerAs({ kind: 'staff', id: house.financeIds[0], roles: ['admin'] });
  const parked = (await asAdmin(parkedJobs('payroll'), {})).data;
  expect(parked.map((job) => job.name)).toEqual([name]);
  await asAdmin(rerunJob('payroll'), { jobId: parked[0]!.id });
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

  it('differs from every other of its day, and goes on with the traces of the one before', async () => {
    const runs: string[] = [];
    for (const _ of [1, 2]) {
      await Promise.all([worker(), worker()]);
      runs.push((await approvedRun(house)).id);
      await house.settle();
    }
    await house.letBankWork();
    const [one, other] = await Promise.all(runs.map(readFileOf));
    expect(one!.createdDate).toBe('260302');
    expect(other).toMatchObject({ createdDate: '260302', modifier: modifierAfter(one!.modifier) });
    expect(other!.batchNumber).toBe(one!.batchNumber + 1);
    expect(other!.traces).toEqual([2, 3].map((further) => one!.traces[0]! + further));
  }, 120_000);

  it('draws its place in the day alone, also when two are made at the same time', async () => {
    const files = house.service.application.get(PayoutFileRepository, { strict: false });
    const draw = () =>
      house.database.transaction((tx) => files.drawMarks(tx, { createdOn: '2026-01-05', origin: 'X', entries: 10 }));
    const drawn = await Promise.all(Array.from({ length: 40 }, draw));
    const numbers = drawn.flatMap((marks) => (marks ? [marks.dayNumber] : []));
    expect(numbers.sort((one, other) => one - other)).toEqual(Array.from({ length: 36 }, (_, index) => index + 1));
    const sequences = drawn.flatMap((marks) => (marks ? [marks.firstSequence] : []));
    expect(new Set(sequences).size).toBe(36);
    const again =
      house.rows(`INSERT INTO payout_file SELECT (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(),
      'number', 99))).* FROM payout_file f LIMIT 1`);
    await expect(again).rejects.toThrow(/payout_file_created_on_origin_day_number_key/);
  }, 60_000);

  it('waits for the next day where this one has no modifier left', async () => {
    await house.asAdmin((client) => client.query('UPDATE payout_file_day SET files = 36'));
    await worker();
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    expect(await filesOf(payRunId)).toEqual([]);
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['ready']);
    house.clock.advance({ hours: 14 });
    await house.letBankWork();
    expect(await readFileOf(payRunId)).toMatchObject({
      createdDate: '260303',
      modifier: 'A',
      batchNumber: 1,
      traces: [1],
    });
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled']);
  }, 120_000);

  it('whose day is over before it was handed in is made anew, and the bank sees the new one alone', async () => {
    await worker();
    const { config } = house;
    const { bankUrl } = config;
    config.bankUrl = undefined;
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    expect((await filesOf(payRunId)).map(({ state }) => state)).toEqual(['built']);
    config.bankUrl = bankUrl;
    house.clock.advance({ days: 4 });
    const before = house.bank.book.transfers().length;
    await rerunParked('submit-payout-file');
    await house.letBankWork();
    const files = await filesOf(payRunId);
    expect(files.map(({ state }) => state)).toEqual(['abandoned', 'done']);
    expect(files.map(({ id }) => house.bank.book.find(id) !== undefined)).toEqual([false, true]);
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled']);

    // A worker that read the old file while it was good, and wakes up now.
    const repository = house.service.application.get(PayoutFileRepository, { strict: false });
    const old = (await repository.find(files[0]!.id))!;
    const find = jest
      .spyOn(repository, 'find')
      .mockResolvedValueOnce({ ...old, state: 'built', createdOn: '2026-03-30' });
    await house.service.application
      .get(SubmitPayoutFileHandler, { strict: false })
      .submit({ fileId: old.id }, anyRun());
    find.mockRestore();
    expect(house.bank.book.find(old.id)).toBe(undefined);
    expect(house.bank.book.transfers()).toHaveLength(before + 1);
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
    origin.destination = destination;
    await rerunParked('file-pay-run');
    await house.letBankWork();
    expect((await filesOf(payRunId)).map(({ state }) => state)).toEqual(['abandoned', 'done']);
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled']);
    await expectBalanced();
  }, 120_000);
});
