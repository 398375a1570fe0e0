import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  chooseHumanPath,
  getInterview,
  getMyInterview,
  grantMedia,
  interviewStates,
  listCandidates,
  listNotRanked,
  withdrawConsent,
} from '@guildhall/messages/interviews';
import { type FakeOpenAi, waitFor } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';
import { interviewTransitions } from './interview.states.js';

let fake: FakeOpenAi;
let house: InterviewHouse;
let openingId: string;
let faults: string;

beforeAll(async () => {
  fake = await fakeModels('good');
  house = await InterviewHouse.open(modelSettings(fake, { ROLES: 'api,follower' }));
  faults = join(house.ground.directory, 'faults');
  await mkdir(faults);
  await house.restartWith({ ROLES: 'api,follower,worker', FAULT_POINTS_DIRECTORY: faults });
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

async function takeStateOf(applicant: TestApplicant): Promise<string> {
  return (await applicant.interview()).questions[0]!.answer!.takes[0]!.state;
}

/** Submits, and lets something happen while a step of the processing stands still just before its effect. */
async function duringStep(applicant: TestApplicant, step: string, happen: () => Promise<unknown>): Promise<void> {
  await writeFile(join(faults, `${step}.armed`), '');
  await applicant.submit();
  await waitFor(() => existsSync(join(faults, `${step}.reached`)), { timeoutMs: 30_000 });
  await happen();
  await writeFile(join(faults, `${step}.released`), '');
  await house.settle();
  for (const sign of ['reached', 'released']) await rm(join(faults, `${step}.${sign}`));
}

const consentedStates = interviewStates.filter((state) => state !== 'invited');
const notRanked = async () => (await house.recruiter(listNotRanked, { openingId, limit: 100 })).data;

describe('A person instead of AI', () => {
  it('may be asked for at any time, and is shown what was recorded', async () => {
    const applicant = await consented();
    const take = await applicant.record('q1', await sampleRecording('short'));
    await house.settle();
    const { interviewId } = applicant;
    const asked = await applicant.call(chooseHumanPath, { interviewId });
    expect(asked).toMatchObject({ state: 'human_path', path: 'human', pathReason: 'asked_for_a_person' });
    await house.settle();
    expect(await takeStateOf(applicant)).toBe('remuxed');
    expect(await house.recruiter(grantMedia, { takeId: take.id })).toMatchObject({ contentType: 'video/webm' });
    const { applicationId } = applicant.application;
    expect(await notRanked()).toContainEqual({
      ...{ applicationId, interviewId, state: 'human_path', reasons: ['asked_for_a_person'] },
      reason: 'The applicant asked for a person instead of AI.',
    });
    await expect(applicant.call(chooseHumanPath, { interviewId })).rejects.toMatchObject({
      code: 'interview_wrong_state',
    });
    await expect(applicant.submit()).rejects.toMatchObject({ code: 'interview_wrong_state' });
  }, 30_000);

  it.each(['audio', 'transcribe', 'score'])(
    'stops the programs also where it is asked for during %s',
    async (step) => {
      const applicant = await consented();
      await applicant.record('q1', await sampleRecording('good'));
      await duringStep(applicant, step, () => applicant.call(chooseHumanPath, { interviewId: applicant.interviewId }));
      expect((await applicant.interview()).state).toBe('human_path');
      const made = await house.rows(
        `SELECT 'scorecard' AS what FROM scorecard WHERE interview_id = $1
       UNION ALL SELECT 'transcript' FROM transcript WHERE interview_id = $1`,
        [uuidOf(applicant.interviewId)],
      );
      expect(made).toEqual(step === 'score' ? [{ what: 'transcript' }] : []);
    },
    60_000,
  );

  it('takes over where a consent is taken back', async () => {
    const applicant = await consented();
    await applicant.write('q1', sampleAnswer('good').text);
    const { interviewId } = applicant;
    const [first, second] = await Promise.allSettled([
      applicant.call(withdrawConsent, { interviewId }),
      applicant.call(withdrawConsent, { interviewId }),
    ]);
    expect([first!.status, second!.status].sort()).toEqual(['fulfilled', 'rejected']);
    const interview = await applicant.interview();
    expect(interview).toMatchObject({ state: 'human_path', path: 'human' });
    expect(interview.consent!.withdrawnAt).not.toBeNull();
  }, 30_000);

  it('finds what was recorded playable, also where the consent was taken back after the probe', async () => {
    const applicant = await consented();
    await applicant.record('q1', await sampleRecording('short'));
    await house.settle();
    await applicant.call(withdrawConsent, { interviewId: applicant.interviewId });
    await house.settle();
    const { questions } = await applicant.interview();
    expect(questions[0]!.answer!.takes.map(({ state }) => state)).toEqual(['remuxed']);
  }, 60_000);

  it.each(consentedStates)(
    'leaves a consent to be taken back in every state, also where the interview is %s',
    async (state) => {
      const applicant = await consented();
      const { interviewId } = applicant;
      const human = state === 'human_path';
      await house.rows('UPDATE interview SET state = $1, path = $2, path_reason = $3 WHERE id = $4', [
        ...[state, human ? 'human' : 'ai', human ? 'ai_not_allowed' : null, uuidOf(interviewId)],
      ]);
      const withdrawn = await applicant.call(withdrawConsent, { interviewId });
      expect(withdrawn.consent!.withdrawnAt).not.toBeNull();
      const goesToPerson = (interviewTransitions.takeHumanPath.from as readonly string[]).includes(state);
      expect(withdrawn.state).toBe(goesToPerson ? 'human_path' : state);
      const told = (await house.told()).filter(({ subject }) => subject === `interview/${interviewId}`);
      const types = told.map(({ type }) => type);
      expect(types).toContain('consent.withdrawn');
      expect(types.includes('interview.human_path')).toBe(goesToPerson);
    },
    30_000,
  );

  it.each([
    ['a consent is taken back', withdrawConsent],
    ['a person is asked for', chooseHumanPath],
  ])(
    'takes a result out of the ranks and lists it apart where %s after it',
    async (_, command) => {
      const applicant = await consented();
      await applicant.write('q1', sampleAnswer('good').text);
      await applicant.submit();
      await house.settle();
      const { interviewId } = applicant;
      const rankedIds = async () =>
        (await house.recruiter(listCandidates, { openingId })).data.map((candidate) => candidate.interviewId);
      expect(await rankedIds()).toContain(interviewId);
      expect(await applicant.call(command, { interviewId })).toMatchObject({ state: 'human_path', path: 'human' });
      await house.settle();
      expect(await rankedIds()).not.toContain(interviewId);
      expect((await notRanked()).find((each) => each.interviewId === interviewId)?.reasons).toEqual([
        'asked_for_a_person',
      ]);
    },
    30_000,
  );

  it.each([
    ['a language that no engine understands', 'ig'],
    ['a language that the rubric is not written for', 'de-AT'],
  ])(
    'does the interview from the start in %s',
    async (_, language) => {
      const applicant = await house.applicant(openingId, { language });
      const interview = await applicant.interview();
      expect(interview).toMatchObject({ state: 'human_path', path: 'human', pathReason: 'unsupported_language' });
      await expect(applicant.consent()).rejects.toMatchObject({ code: 'interview_wrong_state' });
      expect((await notRanked()).find(({ interviewId }) => interviewId === interview.id)).toMatchObject({
        reasons: ['unsupported_language'],
      });
    },
    30_000,
  );
});

describe('An application that is taken back', () => {
  it.each(['move', 'probe', 'remux', 'transcribe', 'score'])(
    'ends its interview during %s',
    async (step) => {
      const applicant = await consented();
      await applicant.record('q1', await sampleRecording('good'));
      await duringStep(applicant, step, async () => {
        await house.withdraw(applicant);
        expect((await applicant.interview()).state).toBe('withdrawn');
      });
      expect(await house.ground.spool.uploadIds()).toEqual([]);
      const open = await house.rows(`SELECT name, state FROM job_intent WHERE state IN ('running', 'parked')`);
      expect(open).toEqual([]);
      const told = (await house.told()).filter(({ subject }) => subject === `interview/${applicant.interviewId}`);
      expect(told.map(({ type }) => type)).not.toContain('score.ready');
    },
    60_000,
  );

  it('leaves the ranks', async () => {
    const applicant = await consented();
    await applicant.write('q1', sampleAnswer('good').text);
    await applicant.submit();
    await house.settle();
    const rankedIds = async () =>
      (await house.recruiter(listCandidates, { openingId })).data.map(({ interviewId }) => interviewId);
    expect(await rankedIds()).toContain(applicant.interviewId);
    await house.withdraw(applicant);
    await house.settle();
    expect(await rankedIds()).not.toContain(applicant.interviewId);
    const { applicationId } = applicant.application;
    expect(await house.recruiter(getInterview, { applicationId })).toMatchObject({ state: 'withdrawn' });
    const { interviewId } = applicant;
    expect(await applicant.call(getMyInterview, { interviewId })).toMatchObject({ state: 'withdrawn' });
  }, 30_000);

  it('is nothing to the house where it never had an interview', async () => {
    await house.withdraw({ application: { applicationId: newId('app'), openingId, personId: newId('per') } });
    await house.settle();
    const parked = await house.rows('SELECT position FROM parked_event');
    expect(parked).toEqual([]);
  });
});
