import { newId } from '@guildhall/messages/contract';
import { type DaySpending, spendingOfToday } from '@guildhall/messages/interviews';
import type { FakeOpenAi } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';
import { retry } from '../model-client/failure-of.js';
import { ModelCallError } from '../model-client/model-failure.js';
import { AiBudget } from './ai-budget.js';
import type { Bought } from './spending-limit.js';

interface WaitingJob {
  name: string;
  failures: number;
  run_after: Date;
  problem: { detail: string };
}

const tomorrow = new Date('2026-01-06T00:00:00.000Z');
const priceOfHearing = 4_700;

let fake: FakeOpenAi;
let house: InterviewHouse;

beforeAll(async () => {
  fake = await fakeModels('good');
  house = await InterviewHouse.open(modelSettings(fake, { AI_DAILY_CAP_MICROS: '1000000' }));
});

beforeEach(() => {
  house.clock.set('2026-01-05T09:00:00.000Z');
  fake.transcriptions.requests.length = 0;
  fake.chat.requests.length = 0;
});

afterAll(async () => {
  await house?.close();
  await fake?.close();
});

async function submitted(openingId: string): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.consent();
  await applicant.record('q1', await sampleRecording('good'));
  await applicant.submit();
  await house.settle();
  return applicant;
}

async function waitingJobs(): Promise<WaitingJob[]> {
  return await house.rows(`SELECT name, failures, run_after, problem FROM job_intent
                           WHERE state = 'waiting' AND problem IS NOT NULL`);
}

async function spentToday(openingId: string): Promise<number> {
  const [row] = await house.rows<{ used: string }>(
    `SELECT used FROM limit_counter WHERE counter = 'ai-spend:day' AND key = $1 ORDER BY window_start DESC LIMIT 1`,
    [openingId],
  );
  return Number(row?.used ?? 0);
}

async function spending(): Promise<DaySpending> {
  return await house.callerAs({ kind: 'staff', id: newId('per'), roles: ['admin'] })(spendingOfToday, {});
}

describe('The daily cap on what models cost', () => {
  it('lets transcription wait for the next day, visibly, and holds up no other opening', async () => {
    const openingId = await house.opening({ aiDailyCapMicros: 1_000 });
    const capped = await submitted(openingId);
    expect((await capped.interview()).state).toBe('submitted');
    const [job, ...others] = await waitingJobs();
    expect(others).toEqual([]);
    expect(job).toMatchObject({ name: 'transcribe-take', failures: 0, run_after: tomorrow });
    expect(job!.problem.detail).toMatch(/^daily_cap_reached: The daily cap of 1000 micro-USD of opn_/);
    expect(await house.metric('ai_calls_held_back_total')).toBe(1);
    expect(fake.transcriptions.requests).toEqual([]);
    expect(await spending()).toEqual({
      ...{ day: '2026-01-05', resumesAt: tomorrow.toISOString(), spentMicros: '0', defaultCapMicros: '1000000' },
      ...{ waitingJobs: 1, moreWait: false, hasMore: false },
      openings: [{ openingId, spentMicros: '0', capMicros: '1000', waitingJobs: 1 }],
    });
    await expect(house.recruiter(spendingOfToday, {})).rejects.toMatchObject({ code: 'not_allowed' });

    const other = await submitted(await house.opening());
    expect((await other.interview()).state).toBe('scored');
    await house.rows(
      `UPDATE job_intent SET state = 'done', ended_at = now() WHERE state = 'waiting' AND problem IS NOT NULL`,
    );
  }, 60_000);

  it('lets judging wait too, and goes on the next day from what is stored', async () => {
    const openingId = await house.opening({ aiDailyCapMicros: 6_500 });
    const applicant = await submitted(openingId);
    expect((await applicant.interview()).state).toBe('scoring');
    expect(await waitingJobs()).toMatchObject([{ name: 'score-interview', failures: 0, run_after: tomorrow }]);
    expect(fake.transcriptions.requests).toHaveLength(1);
    expect(await spentToday(openingId)).toBeGreaterThanOrEqual(priceOfHearing - 100);
    expect(await spentToday(openingId)).toBeLessThan(6_500);
    const { openings, ...inAll } = await spending();
    expect(openings).toEqual([
      { openingId, spentMicros: String(await spentToday(openingId)), capMicros: '6500', waitingJobs: 1 },
      // That of the test before, which has spent more and waits for nothing.
      { openingId: expect.any(String), spentMicros: expect.any(String), capMicros: '1000000', waitingJobs: 0 },
    ]);
    const [ofThis, ofOther] = openings.map(({ spentMicros }) => Number(spentMicros)) as [number, number];
    expect(ofOther).toBeGreaterThan(ofThis);
    expect(inAll).toMatchObject({ waitingJobs: 1, spentMicros: String(ofThis + ofOther), hasMore: false });

    house.clock.set(tomorrow);
    await house.settle();
    const states = [(await applicant.interview()).state];
    for (let day = 1; day < 5 && states.at(-1) !== 'scored'; day += 1) {
      house.clock.advance({ days: 1 });
      await house.settle();
      states.push((await applicant.interview()).state);
    }
    expect(states.at(-1)).toBe('scored');
    expect(fake.transcriptions.requests).toHaveLength(1);
    expect(fake.chat.requests).toHaveLength(3);
  }, 60_000);

  it('tells of a day the twenty costliest openings, to the last of a millionth', async () => {
    house.clock.set('2026-03-01T09:00:00.000Z');
    const ids = Array.from({ length: 22 }, () => newId('opn'));
    await house.rows(
      `INSERT INTO limit_counter (counter, key, window_start, used)
       SELECT 'ai-spend:day', key, '2026-03-01T00:00:00Z', 9007199254740993 - 2 * place
       FROM unnest($1::text[]) WITH ORDINALITY AS listed (key, place)`,
      [ids],
    );
    const { openings, spentMicros, hasMore, waitingJobs } = await spending();
    expect(openings.map(({ openingId }) => openingId)).toEqual(ids.slice(0, 20));
    expect(openings[0]).toMatchObject({ spentMicros: '9007199254740991', capMicros: '1000000', waitingJobs: 0 });
    expect({ spentMicros, hasMore, waitingJobs }).toEqual({
      ...{ spentMicros: String(22n * 9_007_199_254_740_993n - 22n * 23n), hasMore: true, waitingJobs: 0 },
    });
  });

  describe('for one call', () => {
    let budget: AiBudget;
    let openingId: string;
    let subject: string;

    beforeAll(() => {
      budget = house.service.application.get(AiBudget, { strict: false });
    });

    beforeEach(async () => {
      openingId = await house.opening({ aiDailyCapMicros: 100 });
      subject = (await house.applicant(openingId)).interviewId;
    });

    const spend = (estimateMicroUsd: number, call: () => Promise<Bought<string>>) =>
      budget.spend({ subject, purpose: 'judging', estimateMicroUsd }, call);
    const costing = (costMicroUsd: number | null) => async () => ({ value: 'bought', costMicroUsd });
    const failing = (failure: ModelCallError['failure']) => async () => {
      throw new ModelCallError(failure);
    };

    it('gives back what the call did not cost', async () => {
      await spend(80, costing(30));
      expect(await spentToday(openingId)).toBe(30);
    });

    it('counts what the call cost more than it was estimated to', async () => {
      await spend(80, costing(130));
      expect(await spentToday(openingId)).toBe(130);
    });

    it('counts the estimate where the price is unknown', async () => {
      await spend(80, costing(null));
      expect(await spentToday(openingId)).toBe(80);
    });

    it('counts nothing for a call that was refused, and the estimate for one that may be on the bill', async () => {
      const refused = spend(80, failing(retry('rate_limited', 'slow down')));
      await expect(refused).rejects.toThrow('rate_limited');
      expect(await spentToday(openingId)).toBe(0);
      await expect(spend(80, failing(retry('timeout', 'too late')))).rejects.toThrow('timeout');
      expect(await spentToday(openingId)).toBe(80);
    });

    it('lets no more through than fits when 20 come at once', async () => {
      const calls = await Promise.allSettled(Array.from({ length: 20 }, () => spend(30, costing(30))));
      expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      expect(await spentToday(openingId)).toBe(90);
    });

    it('starts anew with the next day in UTC', async () => {
      await spend(100, costing(100));
      await expect(spend(1, costing(1))).rejects.toMatchObject({ failure: { kind: 'wait', until: tomorrow } });
      house.clock.set('2026-01-05T23:59:59.999Z');
      await expect(spend(1, costing(1))).rejects.toMatchObject({ failure: { kind: 'wait', until: tomorrow } });
      house.clock.set(tomorrow);
      expect(await spend(1, costing(1))).toBe('bought');
    });
  });
});
