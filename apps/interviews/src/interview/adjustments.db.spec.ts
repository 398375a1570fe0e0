import { newId, uuidOf } from '@guildhall/messages/contract';
import { addPlanVersion, adjustInterview, createPlan, publishPlanVersion } from '@guildhall/messages/interviews';
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
