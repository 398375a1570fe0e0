import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  type AdjustInterviewInput,
  type AdjustMyInterviewInput,
  addPlanVersion,
  adjustInterview,
  adjustMyInterview,
  createPlan,
  getInterview,
  listCandidates,
  noteSignal,
  publishPlanVersion,
  readScorecard,
  type Scorecard,
  type WantedAdjustments,
} from '@guildhall/messages/interviews';
import type { FakeOpenAi } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { examplePlanJson, sampleAnswer } from '../../test/sample-answers.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';
import { graceSeconds } from '../recording/recording-limits.js';

let fake: FakeOpenAi;
let house: InterviewHouse;
let openingId: string;

beforeAll(async () => {
  fake = await fakeModels('good');
  house = await InterviewHouse.open(modelSettings(fake));
  openingId = await house.opening();
});

afterAll(async () => {
  await house?.close();
  await fake?.close();
});

async function consented(): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.consent();
  return applicant;
}

const adjust = ({ application: { applicationId } }: TestApplicant, timeFactor: number, caller = house.recruiter) =>
  caller(adjustInterview, { applicationId, timeFactor });

const answer = (
  { application: { applicationId } }: TestApplicant,
  given: Omit<AdjustInterviewInput, 'applicationId'>,
) => house.recruiter(adjustInterview, { applicationId, ...given });

const byMyself = ({ call, interviewId }: TestApplicant, given: Omit<AdjustMyInterviewInput, 'interviewId'>) =>
  call(adjustMyInterview, { interviewId, ...given });

const wanted = (given: Partial<WantedAdjustments> = {}): WantedAdjustments => ({
  ...{ moreTime: false, writtenAnswers: false, extraBreaks: false },
  ...given,
});

describe('More time for somebody’s answers', () => {
  it('is shown to the applicant, counts for the next take, and is written down', async () => {
    const applicant = await consented();
    const before = await applicant.interview();
    expect(before.timeFactor).toBe(1);
    await adjust(applicant, 1.5);
    const { timeFactor, questions } = await applicant.interview();
    expect(timeFactor).toBe(1.5);
    expect(questions.map(({ answerSeconds }) => answerSeconds)).toEqual(
      before.questions.map(({ answerSeconds }) => answerSeconds * 1.5),
    );
    expect((await applicant.startTake()).maxSeconds).toBe(questions[0]!.answerSeconds + graceSeconds);
    const audited = await house.rows<{ details: object }>(
      `SELECT details FROM audit_entry WHERE action = 'interview.adjusted' AND subject = $1`,
      [applicant.interviewId],
    );
    expect(audited.map(({ details }) => details)).toEqual([{ timeFactor: 1.5 }]);
  }, 30_000);

  it('lets a recording pass that is longer than the question says', async () => {
    const applicants = [await consented(), await consented()];
    const planVersionId = await hastyPlan();
    for (const { interviewId } of applicants) {
      await house.rows('UPDATE interview SET plan_version_id = $1 WHERE id = $2', [
        uuidOf(planVersionId),
        uuidOf(interviewId),
      ]);
    }
    await adjust(applicants[1]!, 3);
    // About 45 seconds, where 10 and the grace are allowed.
    for (const applicant of applicants) await applicant.record('q1', await sampleRecording('good'));
    await house.settle();
    const takes = await Promise.all(
      applicants.map(async (applicant) => (await applicant.interview()).questions[0]!.answer!.takes),
    );
    expect(takes).toMatchObject([
      [{ state: 'rejected', problem: { code: 'recording_too_long' } }],
      [{ state: 'probed', problem: null }],
    ]);
  }, 60_000);

  it('is never taken back, since something may have been recorded in it', async () => {
    const applicant = await consented();
    await adjust(applicant, 2);
    await adjust(applicant, 2);
    await expect(adjust(applicant, 1.25)).rejects.toMatchObject({ code: 'validation_failed' });
    expect((await applicant.interview()).timeFactor).toBe(2);
  }, 30_000);

  it('is given by those on the opening alone, in steps, and until the answers are handed in', async () => {
    const applicant = await consented();
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['recruiter'] });
    await expect(adjust(applicant, 2, outsider)).rejects.toMatchObject({ code: 'not_found' });
    await expect(adjust(applicant, 2, applicant.call)).rejects.toMatchObject({ code: 'not_found' });
    for (const factor of [0.5, 1.1, 100]) {
      await expect(adjust(applicant, factor)).rejects.toMatchObject({ code: 'validation_failed' });
    }
    await applicant.write('q1', sampleAnswer('good').text);
    await applicant.submit();
    await expect(adjust(applicant, 2)).rejects.toMatchObject({ code: 'interview_wrong_state' });
    await house.settle();
  }, 30_000);
});

describe('What an applicant changes without asking anybody', () => {
  it('is half as much time again, before the consent and until the answers are handed in', async () => {
    const applicant = await house.applicant(openingId);
    expect(await byMyself(applicant, { timeFactor: 1.5 })).toMatchObject({
      timeFactor: 1.5,
      adjustments: { timeFactor: 1.5, writtenAnswers: false, extraBreaks: false },
      adjustmentRequest: null,
    });
    for (const timeFactor of [1, 1.25, 2, 3]) {
      await expect(byMyself(applicant, { timeFactor })).rejects.toMatchObject({ code: 'validation_failed' });
    }
    await adjust(applicant, 2);
    expect((await byMyself(applicant, { timeFactor: 1.5 })).timeFactor).toBe(2);
    await expect(byMyself(applicant, {})).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(adjust(await consented(), 2, applicant.call)).rejects.toMatchObject({ code: 'not_found' });

    await applicant.answerInWriting(sampleAnswer('good').text);
    await expect(byMyself(applicant, { timeFactor: 1.5 })).rejects.toMatchObject({ code: 'interview_wrong_state' });
    await expect(byMyself(applicant, { request: wanted({ moreTime: true }) })).rejects.toMatchObject({
      code: 'interview_wrong_state',
    });
  }, 30_000);

  it('is nothing after the deadline, nor in the interview of somebody else', async () => {
    const applicant = await consented();
    const stranger = await consented();
    const { interviewId } = applicant;
    const foreign = stranger.call(adjustMyInterview, { interviewId, timeFactor: 1.5 });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    await house.rows('UPDATE interview SET deadline_at = $1 WHERE id = $2', [house.clock.now(), uuidOf(interviewId)]);
    await expect(byMyself(applicant, { timeFactor: 1.5 })).rejects.toMatchObject({ code: 'interview_expired' });
  }, 30_000);
});

describe('A request for adjustments', () => {
  it('waits for a recruiter, whose answer the applicant sees', async () => {
    const applicant = await consented();
    const asked = await byMyself(applicant, { request: wanted({ moreTime: true, note: ' I stammer. ' }) });
    const requestedAt = house.clock.now().toISOString();
    expect(asked.adjustmentRequest).toEqual({
      ...wanted({ moreTime: true, note: 'I stammer.' }),
      ...{ requestedAt, answeredAt: null, granted: null },
    });
    const told = (await house.told()).filter(({ type }) => type === 'interview.adjustment_requested');
    expect(told.map(({ data }) => data)).toEqual([{ interviewId: applicant.interviewId, ...applicant.application }]);
    const { applicationId } = applicant.application;
    expect((await house.recruiter(getInterview, { applicationId })).adjustmentRequest).toEqual(asked.adjustmentRequest);

    await answer(applicant, { timeFactor: 2, extraBreaks: true });
    const granted = { timeFactor: 2, writtenAnswers: false, extraBreaks: true };
    expect(await applicant.interview()).toMatchObject({
      timeFactor: 2,
      adjustments: granted,
      adjustmentRequest: { note: 'I stammer.', answeredAt: house.clock.now().toISOString(), granted },
    });
  }, 30_000);

  it('takes the place of one that nobody has answered, and follows one that somebody has', async () => {
    const applicant = await consented();
    await byMyself(applicant, { request: wanted({ extraBreaks: true }) });
    await byMyself(applicant, { request: wanted({ writtenAnswers: true }) });
    await answer(applicant, { writtenAnswers: false });
    expect((await applicant.interview()).adjustmentRequest).toMatchObject({
      ...wanted({ writtenAnswers: true }),
      granted: { timeFactor: 1, writtenAnswers: false, extraBreaks: false },
    });
    await byMyself(applicant, { request: wanted({ moreTime: true }) });
    expect((await applicant.interview()).adjustmentRequest).toMatchObject({ moreTime: true, granted: null });
    const kept = await house.rows('SELECT 1 FROM adjustment_request WHERE interview_id = $1', [
      uuidOf(applicant.interviewId),
    ]);
    expect(kept).toHaveLength(2);
    await expect(byMyself(applicant, { request: wanted() })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(answer(applicant, {})).rejects.toMatchObject({ code: 'validation_failed' });
  }, 30_000);

  it('is nothing that those who judge are told, and changes no result', async () => {
    const secret = 'zebra-crossing';
    const plain = await consented();
    const adjusted = await consented();
    await byMyself(adjusted, { timeFactor: 1.5, request: wanted({ extraBreaks: true, note: secret }) });
    await adjusted.call(noteSignal, { interviewId: adjusted.interviewId, kind: 'second_device_tab', seconds: 4_242 });
    await answer(adjusted, { extraBreaks: true });
    for (const applicant of [plain, adjusted]) {
      await applicant.write('q1', sampleAnswer('good').text);
      await applicant.submit();
    }
    await house.settle();

    const told = /zebra|adjust|extra.?breaks|time.?factor|second_device|signal|4242/i;
    const { applicationId } = adjusted.application;
    const scorecard = await house.recruiter(readScorecard, { applicationId });
    const candidates = await house.recruiter(listCandidates, { openingId });
    expect(candidates.data.map((each) => each.applicationId)).toContain(applicationId);
    expect(JSON.stringify([scorecard, candidates])).not.toMatch(told);
    expect(resultOf(scorecard)).toEqual(
      resultOf(await house.recruiter(readScorecard, { applicationId: plain.application.applicationId })),
    );
    expect(fake.chat.requests.length).toBeGreaterThan(0);
    expect(JSON.stringify(fake.chat.requests.map(({ body }) => body))).not.toMatch(told);
    for (const table of ['model_call', 'scorecard', 'ranking', 'ranking_entry', 'transcript', 'event', 'audit_entry']) {
      expect(JSON.stringify(await house.rows(`SELECT * FROM ${table}`))).not.toContain(secret);
    }
    const reviewer = house.callerAs({ kind: 'staff', id: house.recruiterId, roles: ['reviewer'] });
    expect(await reviewer(getInterview, { applicationId })).toMatchObject({
      ...{ adjustments: null, adjustmentRequest: null },
    });
  }, 60_000);
});

/** What must not differ between two who said the same. */
function resultOf({ outcome, total, interval, criteria, reviewReasons }: Scorecard): object {
  const sampled = reviewReasons.filter((reason) => reason !== 'random_sample');
  return { outcome, total, interval, criteria, reviewReasons: sampled };
}

/** The same questions with ten seconds for each. */
async function hastyPlan(): Promise<string> {
  const plan = examplePlanJson() as { questions: object[] };
  const document = {
    ...plan,
    questions: plan.questions.map((question) => ({ ...question, answerSeconds: 10, minSpeechSeconds: 5 })),
  };
  const { id: planId } = await house.recruiter(createPlan, { name: 'In haste' });
  const draft = await house.recruiter(addPlanVersion, { planId, document });
  return (await house.recruiter(publishPlanVersion, { planVersionId: draft.id })).id;
}
