import { createHash } from 'node:crypto';
import { uuidOf } from '@guildhall/messages/contract';
import {
  addPayoutMethod,
  approvePayRun,
  calculatePayRun,
  closePayRun,
  createPayRun,
  getPayoutChain,
  getPayoutFile,
  getPayRun,
  getRemittance,
  getTrialBalance,
  listMyPayouts,
  listPayLines,
} from '@guildhall/messages/payroll';
import { approvedRun, calculatedRun, payoutsOf } from '../../test/pay-runs.js';
import { PayrollHouse } from '../../test/payroll-house.js';
import { readNacha } from '../nacha/nacha-reader.js';

let house: PayrollHouse;

beforeAll(async () => {
  house = await PayrollHouse.open();
}, 60_000);

afterAll(async () => {
  await house?.close();
});

const day = '2026-02-25';
const stateOf = async (payRunId: string) => (await house.finance[0](getPayRun, { payRunId })).state;

async function expectBalanced(): Promise<void> {
  const { totals } = await house.finance[0](getTrialBalance, {});
  for (const { balanceMinor } of totals) expect(balanceMinor).toBe('0');
}

describe('a pay run', () => {
  it('goes from a sealed contract to money that arrived, and says why it was paid', async () => {
    const contractor = await (await house.contractor()).onboard();
    await contractor.work(day, 8);
    const { id: payRunId } = await approvedRun(house);
    await house.letBankWork();
    expect(await stateOf(payRunId)).toBe('settled');
    const [payout] = (await contractor.call(listMyPayouts, {})).data;
    expect(payout).toMatchObject({ payRunId, state: 'settled', amountMinor: '68400', currency: 'USD' });

    const chain = await contractor.call(getPayoutChain, { payoutId: payout!.id });
    expect(chain.lines).toEqual([
      expect.objectContaining({
        ...{ agreementSha256: contractor.terms.agreementSha256, rateVersion: 1, rateMinor: '8550', seconds: 28_800 },
        ...{ approvedBy: house.financeIds[0], amountMinor: '68400' },
      }),
    ]);
    expect(chain.postings.map(({ kind, account, amountMinor }) => `${kind} ${account} ${amountMinor}`)).toEqual([
      'approve expense:contractor 68400',
      `approve payable:${contractor.personId} -68400`,
      `send payable:${contractor.personId} 68400`,
      'send clearing:ach -68400',
      'settle clearing:ach 68400',
      'settle cash:main -68400',
    ]);
    expect(chain.bankLine).toMatch(/^SIMBANK-/);

    const run = await house.finance[0](getPayRun, { payRunId });
    const shown = await house.finance[0](getPayoutFile, { payRunId, fileId: run.files[0]!.id });
    expect(shown.text).not.toContain(contractor.accountNumber);
    const read = readNacha(shown.text);
    expect(read.totalCreditMinor.toString()).toBe(run.totalMinor);
    expect(read.batches[0]!.entries[0]).toMatchObject({ name: 'ZOE ANGSTROM', accountNumber: '********0001' });
    // Of what is shown, so that nobody can try account numbers until the hash is right.
    expect(shown.sha256).toBe(createHash('sha256').update(shown.text).digest('hex'));
    expect(chain.file).toMatchObject({ id: run.files[0]!.id, sha256: shown.sha256 });
    expect(run.files[0]!.sha256).toBe(shown.sha256);
    const { sha256: ofTheFile } = house.bank.book.find(run.files[0]!.id)!;
    const rows = await house.rows<{ row: object }>('SELECT to_jsonb(f) AS row FROM payout_file f');
    expect(JSON.stringify([chain, run, rows, await house.told()])).not.toContain(ofTheFile);

    const { pdf } = await contractor.call(getRemittance, { payoutId: payout!.id });
    expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');

    expect((await contractor.timesheet()).state).toBe('paid');
    const types = (await house.told())
      .filter(({ data }) => JSON.stringify(data).includes(payout!.id))
      .map(({ type }) => type);
    expect(types).toEqual(['payout.sent', 'payout.settled']);
    expect(await house.finance[0](closePayRun, { payRunId })).toMatchObject({ state: 'closed' });
    await expectBalanced();
  }, 60_000);

  it('is of days that exist', async () => {
    for (const periodStart of ['0000-01-01', '2026-02-30']) {
      const making = house.finance[0](createPayRun, { periodStart, periodEnd: '2026-03-01', currency: 'USD' });
      await expect(making).rejects.toMatchObject({ code: 'validation_failed', errors: [{ field: 'periodStart' }] });
    }
  });

  it('shows a payout to nobody but its owner and finance, and a run to finance alone', async () => {
    const contractor = await (await house.contractor()).onboard();
    await contractor.work(day, 1);
    const { id: payRunId } = await approvedRun(house);
    await house.settle();
    const { id: payoutId } = (await contractor.call(listMyPayouts, {})).data[0]!;
    const stranger = await house.contractor();
    const messageOf = (id: string) =>
      stranger.call(getPayoutChain, { payoutId: id }).catch((error: Error) => error.message);
    expect(await messageOf(payoutId)).toBe(await messageOf(`pyt_${'0'.repeat(32)}`));
    await expect(contractor.call(getPayRun, { payRunId })).rejects.toMatchObject({ code: 'not_allowed' });
    const recruiter = house.callerAs({ kind: 'staff', id: house.financeIds[0], roles: ['recruiter'] });
    await expect(recruiter(getTrialBalance, {})).rejects.toMatchObject({ code: 'not_allowed' });
    await house.letBankWork();
  }, 60_000);

  it('holds what cannot be paid, says why, and pays it when it is cured', async () => {
    const ready = await (await house.contractor()).onboard();
    await ready.work(day, 2);
    const waiting = await house.contractor();
    await waiting.handInTaxForm();
    await waiting.work(day, 3);
    const { id: payRunId } = await approvedRun(house);
    const lines = await house.finance[0](listPayLines, { payRunId, holdReason: 'tax_form_unverified' });
    expect(lines.data).toEqual([expect.objectContaining({ personId: waiting.personId, amountMinor: '25650' })]);
    await house.letBankWork();
    expect(await stateOf(payRunId)).toBe('partial');
    const held = (await payoutsOf(house, payRunId)).find(({ personId }) => personId === waiting.personId)!;
    expect(held).toMatchObject({ state: 'held', holdReason: 'tax_form_unverified' });
    const owed = await house.rows('SELECT sum(amount_minor) AS sum FROM posting WHERE account = $1', [
      `held:${waiting.personId}:tax_form_unverified`,
    ]);
    expect(owed).toEqual([{ sum: '-25650' }]);

    const reasonsOf = async () =>
      (await house.finance[0](listPayLines, { payRunId })).data.map((line) => line.holdReason);
    expect((await reasonsOf()).sort()).toEqual([null, 'tax_form_unverified'].sort());
    await waiting.verify('tax_form');
    // Another reason than the one that the calculation foresaw.
    const now = await house.finance[0](listPayLines, { payRunId, holdReason: 'payout_method_missing' });
    expect(now.data.map(({ personId, holdReason }) => [personId, holdReason])).toEqual([
      [waiting.personId, 'payout_method_missing'],
    ]);
    expect((await house.finance[0](listPayLines, { payRunId, holdReason: 'tax_form_unverified' })).data).toEqual([]);
    // What waits for somebody is not closed away.
    await expect(house.finance[0](closePayRun, { payRunId })).rejects.toMatchObject({ code: 'pay_run_wrong_state' });
    await waiting.call(addPayoutMethod, waiting.account);
    await waiting.verify('payout_method');
    await house.letBankWork();
    await house.letBankWork();
    expect(await reasonsOf()).toEqual([null, null]);
    expect((await payoutsOf(house, payRunId)).map(({ state }) => state)).toEqual(['settled', 'settled']);
    expect(await stateOf(payRunId)).toBe('settled');
    const { files } = await house.finance[0](getPayRun, { payRunId });
    expect(files.map(({ number, entries, state }) => [number, entries, state])).toEqual([
      [1, 1, 'done'],
      [2, 1, 'done'],
    ]);
    await expectBalanced();
  }, 90_000);

  it('needs two people, neither of them its maker, for what it says now', async () => {
    const contractor = await (await house.contractor()).onboard();
    await contractor.work(day, 1);
    const run = await calculatedRun(house);
    const { id: payRunId } = run;
    const approval = { payRunId, snapshotSha256: run.snapshotSha256! };
    await expect(house.finance[0](approvePayRun, approval)).rejects.toMatchObject({ code: 'own_pay_run' });
    await house.finance[1](approvePayRun, approval);
    await house.finance[1](approvePayRun, approval);
    expect(await stateOf(payRunId)).toBe('calculated');
    // Calculated anew, the first approval is void, though nothing has changed.
    await house.finance[0](calculatePayRun, { payRunId });
    await house.settle();
    const again = await house.finance[0](getPayRun, { payRunId });
    expect(again).toMatchObject({ snapshotSha256: run.snapshotSha256, calculation: 2, approvals: [] });
    await house.finance[2](approvePayRun, approval);
    expect(await stateOf(payRunId)).toBe('calculated');
    const outdated = house.finance[1](approvePayRun, { payRunId, snapshotSha256: '0'.repeat(64) });
    await expect(outdated).rejects.toMatchObject({ code: 'version_conflict' });

    await house.asAdmin(async (client) => {
      const id = uuidOf(payRunId);
      const insert = (by: string, createdBy: string) =>
        client.query(`INSERT INTO pay_run_approval VALUES ($1, 2, $2, $3, $4, now())`, [
          ...[id, uuidOf(by), uuidOf(createdBy), run.snapshotSha256],
        ]);
      // Not even by lying about who made it.
      await expect(insert(house.financeIds[0], house.financeIds[1])).rejects.toThrow(/not_by_creator/);
      await expect(client.query(`UPDATE pay_run SET state = 'approved' WHERE id = $1`, [id])).rejects.toThrow(
        /two people/,
      );
      await expect(client.query(`UPDATE pay_run SET state = 'submitted' WHERE id = $1`, [id])).rejects.toThrow(
        /two people/,
      );
      const newMaker = client.query('UPDATE pay_run SET created_by = $2 WHERE id = $1', [
        id,
        uuidOf(house.financeIds[1]),
      ]);
      await expect(newMaker).rejects.toThrow(/does not change/);
    });
    await expect(house.rows('DELETE FROM pay_run_approval')).rejects.toThrow(/permission denied/);
    await house.finance[1](approvePayRun, approval);
    expect(await stateOf(payRunId)).not.toBe('calculated');
    const late = house.finance[0](calculatePayRun, { payRunId });
    await expect(late).rejects.toMatchObject({ code: 'pay_run_wrong_state' });
    await house.letBankWork();
  }, 60_000);

  it('of which every line rounds to nothing is settled without a file, and its weeks are done with', async () => {
    // A second at a cent an hour.
    const contractor = await (await house.contractor({ rateMinor: '1' })).onboard();
    await contractor.work(day, 1 / 3_600);
    const { id: payRunId, lines, totalMinor } = await approvedRun(house);
    expect({ lines, totalMinor }).toEqual({ lines: 1, totalMinor: '0' });
    await house.settle();
    expect(await house.finance[0](getPayRun, { payRunId })).toMatchObject({ state: 'settled', files: [] });
    expect((await contractor.timesheet()).state).toBe('paid');
    expect(await payoutsOf(house, payRunId)).toEqual([]);
    expect((await house.finance[0](closePayRun, { payRunId })).state).toBe('closed');
    expect(await calculatedRun(house)).toMatchObject({ lines: 0 });
  }, 60_000);

  it('passes the weeks that round to nothing also beside others that are paid', async () => {
    const nothing = await (await house.contractor({ rateMinor: '1' })).onboard();
    await nothing.work(day, 1 / 3_600);
    const something = await (await house.contractor()).onboard();
    await something.work(day, 1);
    const { id: payRunId } = await approvedRun(house);
    await house.letBankWork();
    expect(await stateOf(payRunId)).toBe('settled');
    expect([(await nothing.timesheet()).state, (await something.timesheet()).state]).toEqual(['paid', 'paid']);
    expect(await payoutsOf(house, payRunId)).toHaveLength(1);
  }, 60_000);

  it('without lines is closed by one person, and one with lines is not', async () => {
    const { id: empty } = await calculatedRun(house);
    const contractor = await (await house.contractor()).onboard();
    await contractor.work(day, 1);
    const { id: full } = await calculatedRun(house);
    await expect(house.finance[0](closePayRun, { payRunId: full })).rejects.toMatchObject({
      code: 'pay_run_wrong_state',
    });
    const byHand = house.asAdmin((client) =>
      client.query(`UPDATE pay_run SET state = 'closed' WHERE id = $1`, [uuidOf(full)]),
    );
    await expect(byHand).rejects.toThrow(/two people/);
    expect((await house.finance[0](closePayRun, { payRunId: empty })).state).toBe('closed');
    const told = (await house.told()).filter(({ type }) => type === 'payrun.closed').map(({ data }) => data);
    expect(told).toContainEqual({ payRunId: empty });
    const again = house.finance[0](closePayRun, { payRunId: empty });
    await expect(again).rejects.toMatchObject({ code: 'pay_run_wrong_state' });
    await house.finance[0](calculatePayRun, { payRunId: full });
    await house.settle();
    const { snapshotSha256 } = await house.finance[0](getPayRun, { payRunId: full });
    for (const finance of [house.finance[1], house.finance[2]]) {
      await finance(approvePayRun, { payRunId: full, snapshotSha256: snapshotSha256! });
    }
    await house.letBankWork();
  }, 60_000);

  it('keeps its lines as they were approved, whoever tries to change them', async () => {
    const contractor = await (await house.contractor()).onboard();
    await contractor.work(day, 1);
    const { id: payRunId, snapshotSha256 } = await calculatedRun(house);
    const id = uuidOf(payRunId);
    const columns =
      'contract_id, person_id, rate_id, seconds, rate_minor, amount_minor, currency, week_start, prior_period';
    const more = `INSERT INTO pay_line (id, run_id, timesheet_line_id, ${columns})
      SELECT gen_random_uuid(), run_id, gen_random_uuid(), ${columns} FROM pay_line WHERE run_id = $1 LIMIT 1`;
    const changes = [
      more,
      'UPDATE pay_line SET amount_minor = amount_minor + 1 WHERE run_id = $1',
      'UPDATE pay_line SET run_id = gen_random_uuid() WHERE run_id = $1',
      'UPDATE pay_line SET payout_id = gen_random_uuid() WHERE run_id = $1',
      'DELETE FROM pay_line WHERE run_id = $1',
    ];
    const expectFrozen = async () => {
      await house.asAdmin(async (client) => {
        for (const sql of changes) {
          const byService = house.database.transaction((tx) => tx.query(sql, [id]));
          await expect(byService).rejects.toThrow(/A line of a pay run/);
          await expect(client.query(sql, [id])).rejects.toThrow(/A line of a pay run/);
        }
        await expect(client.query('TRUNCATE pay_line')).rejects.toThrow(/A line of a pay run/);
      });
    };
    await expectFrozen();
    for (const finance of [house.finance[1], house.finance[2]]) {
      await finance(approvePayRun, { payRunId, snapshotSha256: snapshotSha256! });
    }
    await house.letBankWork();
    await expectFrozen();
    const back = house.asAdmin((client) => client.query(`UPDATE pay_run SET state = 'draft' WHERE id = $1`, [id]));
    await expect(back).rejects.toThrow(/not worked out anew/);
    expect(await stateOf(payRunId)).toBe('settled');

    // Nobody goes on with a draft to which a line is being added.
    const draft = await calculatedRun(house);
    const draftId = uuidOf(draft.id);
    await house.asAdmin(async (client) => {
      await client.query(`UPDATE pay_run SET state = 'draft' WHERE id = $1`, [draftId]);
      await client.query('BEGIN');
      await client.query(
        more.replace('SELECT gen_random_uuid(), run_id', `SELECT gen_random_uuid(), '${draftId}'::uuid`),
        [id],
      );
      const meanwhile = house.database.transaction(async (tx) => {
        await tx.query(`SET LOCAL lock_timeout = '200ms'`);
        await tx.query(`UPDATE pay_run SET state = 'calculated' WHERE id = $1`, [draftId]);
      });
      await expect(meanwhile).rejects.toThrow(/lock timeout/);
      await client.query('ROLLBACK');
    });
  }, 60_000);

  it('is not booked where it holds something else than what was approved', async () => {
    const contractor = await (await house.contractor()).onboard();
    await contractor.work(day, 1);
    const { id: payRunId, snapshotSha256 } = await calculatedRun(house);
    // Somebody who may do everything to the database.
    await house.asAdmin(async (client) => {
      await client.query('ALTER TABLE pay_line DISABLE TRIGGER USER');
      await client.query('UPDATE pay_line SET amount_minor = 999999 WHERE run_id = $1', [uuidOf(payRunId)]);
      await client.query('ALTER TABLE pay_line ENABLE TRIGGER USER');
    });
    for (const finance of [house.finance[1], house.finance[2]]) {
      await finance(approvePayRun, { payRunId, snapshotSha256: snapshotSha256! });
    }
    await house.settle();
    expect(await stateOf(payRunId)).toBe('approved');
    expect(await payoutsOf(house, payRunId)).toEqual([]);
    const parked = await house.rows(`SELECT name, problem::text FROM job_intent WHERE state = 'parked'`);
    const problem = expect.stringContaining('does not hold what was approved');
    expect(parked).toEqual([{ name: 'book-pay-run', problem }]);
    await expectBalanced();
  }, 60_000);

  it('pays each line once, also when two runs are made at the same time', async () => {
    const people = await Promise.all([house.contractor(), house.contractor(), house.contractor()]);
    for (const person of people) await (await person.onboard()).work(day, 1);
    const runs = await Promise.all([calculatedRun(house), calculatedRun(house)]);
    expect(runs.reduce((sum, { lines }) => sum + lines, 0)).toBe(3);
    const before = house.bank.book.transfers().length;
    for (const { id: payRunId, snapshotSha256, lines } of runs) {
      const approval = { payRunId, snapshotSha256: snapshotSha256! };
      if (lines === 0) {
        await expect(house.finance[1](approvePayRun, approval)).rejects.toMatchObject({ code: 'pay_run_wrong_state' });
        continue;
      }
      await Promise.all([house.finance[1](approvePayRun, approval), house.finance[2](approvePayRun, approval)]);
    }
    await house.letBankWork();
    expect(house.bank.book.transfers()).toHaveLength(before + 3);
    await expectBalanced();
  }, 90_000);
});
