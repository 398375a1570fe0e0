import type { FakeOpenAi } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';

let fake: FakeOpenAi;
let house: InterviewHouse;
let openingId: string;

beforeAll(async () => {
  fake = await fakeModels('good');
  house = await InterviewHouse.open(modelSettings(fake));
  openingId = await house.opening({ interviewDeadlineDays: 10 });
});

beforeEach(() => house.clock.set('2026-01-05T09:00:00.000Z'));

afterAll(async () => {
  await house?.close();
  await fake?.close();
});

async function timesTold(applicant: TestApplicant, type: string): Promise<number> {
  const told = await house.told();
  return told.filter((event) => event.type === type && event.subject === `interview/${applicant.interviewId}`).length;
}

async function pass(time: { days?: number; hours?: number; seconds?: number }): Promise<void> {
  house.clock.advance(time);
  await house.settle();
}

describe('The deadline of an interview', () => {
  it('lies the opening’s days behind the invitation, with a reminder on the way', async () => {
    const applicant = await house.applicant(openingId);
    expect((await applicant.interview()).deadlineAt).toBe('2026-01-15T09:00:00.000Z');
    await pass({ days: 5, hours: 23 });
    expect(await timesTold(applicant, 'interview.reminder_due')).toBe(0);
    await pass({ hours: 1 });
    expect(await timesTold(applicant, 'interview.reminder_due')).toBe(1);
    await pass({ days: 4, hours: -1 });
    expect((await applicant.interview()).state).toBe('invited');
    await pass({ hours: 1 });
    expect((await applicant.interview()).state).toBe('expired');
    expect(await timesTold(applicant, 'interview.expired')).toBe(1);
  }, 30_000);

  it('stops everything that an applicant could still do, also before its job has run', async () => {
    const untouched = await house.applicant(openingId);
    const begun = await house.applicant(openingId);
    await begun.consent();
    const { id } = await begun.startTake();
    const segments = await begun.upload(id, await sampleRecording('short'));
    await begun.write('q2', 'I would ask for the original statement and compare it line by line.');
    house.clock.advance({ days: 10 });
    for (const late of [
      () => untouched.consent(),
      () => begun.startTake(),
      () => begun.complete(id, segments),
      () => begun.write('q1', 'Too late.'),
      () => begun.submit(),
    ]) {
      await expect(late()).rejects.toMatchObject({
        code: 'interview_expired',
        message: expect.stringContaining('recruiter'),
      });
    }
    await house.settle();
    expect((await begun.interview()).state).toBe('expired');
  }, 30_000);

  it('means nothing to what was submitted before it', async () => {
    const applicant = await house.applicant(openingId);
    await applicant.answerInWriting(sampleAnswer('good').text);
    await pass({ days: 11 });
    expect((await applicant.interview()).state).toBe('scored');
    expect(await timesTold(applicant, 'interview.reminder_due')).toBe(0);
    expect(await timesTold(applicant, 'interview.expired')).toBe(0);
  }, 30_000);

  it('has its effect once when its job is delivered twice', async () => {
    const applicant = await house.applicant(openingId);
    // One after the other: an interview that has expired is not reminded of.
    await pass({ days: 6 });
    await pass({ days: 4 });
    await house.rows(`UPDATE job_intent SET state = 'waiting', retry_at = NULL, dispatched_at = NULL
                      WHERE state = 'done' AND name IN ('expire-interview', 'remind-of-interview')`);
    await house.settle();
    expect(await timesTold(applicant, 'interview.expired')).toBe(1);
    expect(await timesTold(applicant, 'interview.reminder_due')).toBe(1);
  }, 30_000);
});
