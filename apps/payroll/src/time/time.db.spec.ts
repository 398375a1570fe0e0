import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  type ApproveLineInput,
  approvePayRun,
  approveTimesheetLine,
  deleteTime,
  listMyPayouts,
  listMyTime,
  listMyTimesheets,
  listTimesheets,
  logTime,
  type PayRun,
  queryTimesheetLine,
  submitTimesheet,
  type Timesheet,
  timesheetStates,
} from '@guildhall/messages/payroll';
import { approvedRun, calculatedRun } from '../../test/pay-runs.js';
import { PayrollHouse } from '../../test/payroll-house.js';
import type { TestContractor } from '../../test/test-contractor.js';
import { TimeRepository } from './time.repository.js';
import { timesheetTransitions } from './time.states.js';

let house: PayrollHouse;

beforeAll(async () => {
  house = await PayrollHouse.open();
}, 60_000);

afterAll(async () => {
  await house?.close();
});

const hour = 3_600;

async function approvedByOthers({ id: payRunId, snapshotSha256 }: PayRun): Promise<void> {
  for (const finance of [house.finance[1], house.finance[2]]) {
    await finance(approvePayRun, { payRunId, snapshotSha256: snapshotSha256! });
  }
}

describe('time at work', () => {
  it('is split where a week ends in the zone of the contract', async () => {
    const contractor = await house.contractor();
    const { contractId } = contractor.terms;
    // Sunday 22:00 to Monday 02:00 in New York.
    const span = { startedAt: '2026-02-22T22:00:00-05:00', endedAt: '2026-02-23T02:00:00-05:00' };
    const { data } = await contractor.call(logTime, { contractId, ...span });
    expect(data.map(({ seconds }) => seconds)).toEqual([2 * hour, 2 * hour]);
    const sheets = (await contractor.call(listMyTimesheets, {})).data;
    expect(sheets.map(({ weekStart, seconds }) => [weekStart, seconds])).toEqual([
      ['2026-02-23', 2 * hour],
      ['2026-02-16', 2 * hour],
    ]);
  });

  it('overlaps with nothing of the same person, also when ten come at once', async () => {
    const contractor = await house.contractor();
    const other = await house.contractor({ personId: contractor.personId });
    const span = { startedAt: '2026-02-25T09:00:00Z', endedAt: '2026-02-25T10:00:00Z' };
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => {
        const { contractId } = index % 2 ? contractor.terms : other.terms;
        return contractor.call(logTime, { contractId, ...span });
      }),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { contractId } = contractor.terms;
    const after = { startedAt: span.endedAt, endedAt: '2026-02-25T11:00:00Z' };
    expect((await contractor.call(logTime, { contractId, ...after })).data).toHaveLength(1);
  });

  it.each([
    ['ends before it begins', { startedAt: '2026-02-25T10:00:00Z', endedAt: '2026-02-25T10:00:00Z' }, 'endedAt'],
    ['is yet to come', { startedAt: '2026-03-02T14:00:00Z', endedAt: '2026-03-02T16:00:00Z' }, 'endedAt'],
    ['is before the contract', { startedAt: '2026-02-15T10:00:00Z', endedAt: '2026-02-15T11:00:00Z' }, 'startedAt'],
    ['has parts of a second', { startedAt: '2026-02-25T10:00:00.5Z', endedAt: '2026-02-25T11:00:00Z' }, 'startedAt'],
    ['lasts longer than a day', { startedAt: '2026-02-24T10:00:00Z', endedAt: '2026-02-25T11:00:00Z' }, 'endedAt'],
  ])('is refused where it %s', async (_, span, field) => {
    const contractor = await house.contractor();
    const refused = contractor.call(logTime, { contractId: contractor.terms.contractId, ...span });
    await expect(refused).rejects.toMatchObject({ code: 'validation_failed', errors: [{ field }] });
  });

  it('belongs to its contractor, and to a contract of theirs', async () => {
    const [one, two] = [await house.contractor(), await house.contractor()];
    await one.log('2026-02-25', 1);
    const [entry] = (await one.call(listMyTime, {})).data;
    await expect(two.call(deleteTime, { timeEntryId: entry!.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(two.call(submitTimesheet, { timesheetId: entry!.timesheetId })).rejects.toMatchObject({
      code: 'not_found',
    });
    const foreign = {
      contractId: one.terms.contractId,
      startedAt: '2026-02-25T01:00:00Z',
      endedAt: '2026-02-25T02:00:00Z',
    };
    const refused = { code: 'validation_failed', errors: [{ field: 'contractId' }] };
    await expect(two.call(logTime, foreign)).rejects.toMatchObject(refused);
    await one.call(deleteTime, { timeEntryId: entry!.id });
    expect((await one.call(listMyTime, {})).data).toEqual([]);
  });

  it('beyond the weekly limit waits for an exception, and keeps the rest from nothing', async () => {
    const contractor = await house.contractor({ weeklyLimitSeconds: 5 * hour });
    await contractor.log('2026-02-24', 4);
    await contractor.log('2026-02-25', 4);
    const { id: timesheetId } = await contractor.timesheet();
    const { lines } = await contractor.call(submitTimesheet, { timesheetId });
    expect(lines.map(({ kind, seconds, amountMinor }) => [kind, seconds, amountMinor])).toEqual([
      ['regular', 5 * hour, '42750'],
      ['over_cap', 3 * hour, '25650'],
    ]);
    const again = contractor.call(submitTimesheet, { timesheetId });
    await expect(again).rejects.toMatchObject({ code: 'timesheet_wrong_state' });
    const [regular, over] = [lines[0]!, lines[1]!];
    const approve = (lineId: string, exceptionCode?: 'urgent_work') =>
      house.finance[0](approveTimesheetLine, { timesheetId, lineId, ...(exceptionCode && { exceptionCode }) });
    await expect(approve(over.id)).rejects.toMatchObject({ errors: [{ field: 'exceptionCode' }] });
    const withoutReason = { timesheetId, lineId: over.id, exceptionCode: null } as unknown as ApproveLineInput;
    await expect(house.finance[0](approveTimesheetLine, withoutReason)).rejects.toMatchObject({
      errors: [{ field: 'exceptionCode' }],
    });
    expect((await approve(regular.id)).state).toBe('approved');
    const approved = await approve(over.id, 'urgent_work');
    expect(approved.lines.map(({ state }) => state)).toEqual(['approved', 'approved']);
    await expect(approve(over.id, 'urgent_work')).rejects.toMatchObject({ code: 'timesheet_wrong_state' });
    const types = (await house.told()).filter(({ subject }) => subject === `timesheet/${timesheetId}`);
    expect(types.map(({ type }) => type)).toEqual(['timesheet.submitted', 'timesheet.approved']);
  });

  it('that comes in late gets a timesheet of its own, with what is left of the limit', async () => {
    const contractor = await (await house.contractor({ weeklyLimitSeconds: 5 * hour })).onboard();
    await contractor.work('2026-02-24', 4);
    await expect(contractor.log('2026-02-25', 2)).rejects.toMatchObject({ code: 'timesheet_wrong_state' });
    await approvedRun(house);
    await house.settle();
    await contractor.log('2026-02-25', 2);
    const late = await contractor.timesheet();
    expect(late).toMatchObject({ number: 2, weekStart: '2026-02-23', state: 'open' });
    const { lines } = await contractor.call(submitTimesheet, { timesheetId: late.id });
    expect(lines.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ['regular', hour],
      ['over_cap', hour],
    ]);
  }, 60_000);

  it('beyond the limit is paid by the next run, once, where its exception comes after its week was calculated', async () => {
    const contractors: { contractor: TestContractor; timesheet: Timesheet }[] = [];
    for (let count = 0; count < 3; count += 1) {
      const contractor = await (await house.contractor({ weeklyLimitSeconds: 5 * hour })).onboard();
      contractors.push({ contractor, timesheet: await contractor.work('2026-02-24', 8) });
    }
    const [calculated, locked, paid] = [contractors[0]!, contractors[1]!, contractors[2]!];
    const approve = ({ timesheet }: (typeof contractors)[number]) => {
      const { id: lineId } = timesheet.lines.find(({ kind }) => kind === 'over_cap')!;
      const approval = { timesheetId: timesheet.id, lineId, exceptionCode: 'urgent_work' as const };
      return house.finance[0](approveTimesheetLine, approval);
    };
    const first = await calculatedRun(house);
    expect((await approve(calculated)).state).toBe('approved');
    await approvedByOthers(first);
    await house.letBankWork();
    expect((await approve(paid)).state).toBe('paid');
    const set = `UPDATE timesheet SET state = 'locked' WHERE id = $1`;
    await house.database.transaction((tx) => tx.query(set, [uuidOf(locked.timesheet.id)]));
    expect((await approve(locked)).state).toBe('locked');
    await expect(approve(locked)).rejects.toMatchObject({ code: 'timesheet_wrong_state' });
    // Two runs at once want the lines; each line is in one of them.
    const runs = await Promise.all([calculatedRun(house), calculatedRun(house)]);
    expect(runs.reduce((sum, { lines }) => sum + lines, 0)).toBe(3);
    for (const run of runs) if (run.lines > 0) await approvedByOthers(run);
    await house.letBankWork();
    for (const { contractor } of contractors) {
      const { data } = await contractor.call(listMyPayouts, {});
      expect(data.map(({ amountMinor, state }) => [amountMinor, state])).toEqual([
        ['25650', 'settled'],
        ['42750', 'settled'],
      ]);
      expect((await contractor.timesheet()).state).toBe('paid');
    }
    expect(await calculatedRun(house)).toMatchObject({ lines: 0 });
    const again = house.asAdmin((client) =>
      client.query(
        `INSERT INTO pay_line SELECT gen_random_uuid(), run_id, timesheet_line_id, contract_id, person_id, rate_id, seconds,
           rate_minor, amount_minor, currency, week_start, prior_period FROM pay_line LIMIT 1`,
      ),
    );
    await expect(again).rejects.toThrow(/pay_line_timesheet_line_id_idx/);
  }, 90_000);

  it('beyond the limit is paid with its week where the exception comes between approval and calculation', async () => {
    const contractor = await (await house.contractor({ weeklyLimitSeconds: 5 * hour })).onboard();
    const { id: timesheetId, lines } = await contractor.work('2026-02-24', 8);
    const { id: lineId } = lines.find(({ kind }) => kind === 'over_cap')!;
    await house.finance[0](approveTimesheetLine, { timesheetId, lineId, exceptionCode: 'urgent_work' });
    expect(await approvedRun(house)).toMatchObject({ lines: 2, totalMinor: '68400' });
    await house.letBankWork();
  }, 60_000);

  it('that is queried goes back to its contractor, who corrects it and hands it in again', async () => {
    const contractor = await house.contractor();
    const { terms, personId } = contractor;
    await contractor.log('2026-02-24', 9);
    await contractor.log('2026-02-25', 2);
    const { id: timesheetId } = await contractor.timesheet();
    const { lines } = await contractor.call(submitTimesheet, { timesheetId });
    const question = { timesheetId, lineId: lines[0]!.id, reasonCode: 'times_wrong' } as const;
    const byContractor = contractor.call(queryTimesheetLine, question);
    await expect(byContractor).rejects.toMatchObject({ code: 'not_allowed' });
    const strange = house.finance[0](queryTimesheetLine, { ...question, lineId: newId('tsl') });
    await expect(strange).rejects.toMatchObject({ code: 'not_found' });
    const queried = await house.finance[0](queryTimesheetLine, question);
    expect(queried.state).toBe('queried');
    expect(queried.lines.map(({ state, queryCode }) => [state, queryCode])).toEqual([['queried', 'times_wrong']]);
    expect((await contractor.timesheet()).lines[0]).toMatchObject({ queryCode: 'times_wrong' });
    const again = house.finance[0](queryTimesheetLine, question);
    await expect(again).rejects.toMatchObject({ code: 'timesheet_wrong_state' });
    const approval = { timesheetId, lineId: lines[0]!.id };
    const unasked = house.finance[0](approveTimesheetLine, approval);
    await expect(unasked).rejects.toMatchObject({ code: 'timesheet_wrong_state' });

    const [late] = (await contractor.call(listMyTime, { timesheetId })).data;
    await contractor.call(deleteTime, { timeEntryId: late!.id });
    const corrected = await contractor.call(submitTimesheet, { timesheetId });
    expect(corrected.lines.map(({ seconds, state, queryCode }) => [seconds, state, queryCode])).toEqual([
      [9 * hour, 'submitted', null],
    ]);
    const lineId = corrected.lines[0]!.id;
    expect(await house.finance[0](approveTimesheetLine, { timesheetId, lineId })).toMatchObject({ state: 'approved' });
    const tooLate = house.finance[0](queryTimesheetLine, { ...question, lineId });
    await expect(tooLate).rejects.toMatchObject({ code: 'timesheet_wrong_state' });
    const told = (await house.told()).filter(({ subject }) => subject === `timesheet/${timesheetId}`);
    expect(told.map(({ type }) => type)).toEqual([
      ...['timesheet.submitted', 'timesheet.queried', 'timesheet.submitted', 'timesheet.approved'],
    ]);
    expect(told[1]!.data).toEqual({
      ...{ timesheetId, contractId: terms.contractId, personId, reasonCode: 'times_wrong' },
    });
  }, 60_000);

  it('is handed in when its week is over', async () => {
    const contractor = await house.contractor();
    const { contractId } = contractor.terms;
    const span = { startedAt: '2026-03-02T13:00:00Z', endedAt: '2026-03-02T14:00:00Z' };
    await contractor.call(logTime, { contractId, ...span });
    const { id: timesheetId } = await contractor.timesheet();
    await expect(contractor.call(submitTimesheet, { timesheetId })).rejects.toMatchObject({ code: 'week_not_over' });
    expect((await house.finance[0](listTimesheets, { limit: 100 })).data.map(({ id }) => id)).not.toContain(
      timesheetId,
    );
  });

  it('makes no move that its table does not have', async () => {
    const contractor = await house.contractor();
    await contractor.log('2026-02-25', 1);
    const { id } = await contractor.timesheet();
    const repository = house.service.application.get(TimeRepository, { strict: false });
    for (const state of timesheetStates) {
      for (const [name, { from }] of Object.entries(timesheetTransitions)) {
        const set = 'UPDATE timesheet SET state = $2 WHERE id = $1';
        await house.database.transaction((tx) => tx.query(set, [id.slice(4), state]));
        const moved = await house.database.transaction((tx) =>
          repository.move(tx, id, name as keyof typeof timesheetTransitions),
        );
        expect({ state, name, moved }).toEqual({ state, name, moved: (from as readonly string[]).includes(state) });
      }
    }
  });
});
