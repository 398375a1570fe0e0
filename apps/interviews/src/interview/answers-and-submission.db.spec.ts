import { uuidOf } from '@guildhall/messages/contract';
import {
  chooseTake,
  confirmTranscripts,
  getMyTranscripts,
  listCandidates,
  readScorecard,
} from '@guildhall/messages/interviews';
import type { FakeOpenAi } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';

const written = sampleAnswer('good').text;

let fake: FakeOpenAi;
let house: InterviewHouse;
let openingId: string;
let good: Buffer;
let short: Buffer;

beforeAll(async () => {
  fake = await fakeModels('good');
  house = await InterviewHouse.open(modelSettings(fake));
  openingId = await house.opening();
  [good, short] = await Promise.all([sampleRecording('good'), sampleRecording('short')]);
});

beforeEach(() => house.clock.set('2026-01-05T09:00:00.000Z'));

afterAll(async () => {
  await house?.close();
  await fake?.close();
});

async function consented(opening = openingId): Promise<TestApplicant> {
  const applicant = await house.applicant(opening);
  await applicant.consent();
  return applicant;
}

async function stateOf(applicant: TestApplicant): Promise<string> {
  return (await applicant.interview()).state;
}

const choose = (applicant: TestApplicant, takeId: string) =>
  applicant.call(chooseTake, { interviewId: applicant.interviewId, questionId: 'q1', takeId });

async function transcriptsOf({ call, interviewId }: TestApplicant) {
  return (await call(getMyTranscripts, { interviewId })).transcripts;
}

describe('A written answer', () => {
  it('is judged like a spoken one, with quotes that have no times', async () => {
    const applicant = await consented();
    await applicant.write('q1', written);
    await applicant.submit();
    await house.settle();
    const { applicationId } = applicant.application;
    const scorecard = await house.recruiter(readScorecard, { applicationId });
    expect(scorecard).toMatchObject({ outcome: 'ranked', unansweredQuestions: ['q2', 'q3'] });
    const evidence = scorecard.criteria.flatMap((criterion) => criterion.evidence);
    expect(evidence.length).toBeGreaterThan(0);
    for (const { quote, startSeconds, endSeconds } of evidence) {
      expect(written.toLowerCase()).toContain(quote.toLowerCase());
      expect([startSeconds, endSeconds]).toEqual([null, null]);
    }
    expect(await transcriptsOf(applicant)).toMatchObject([{ kind: 'written', takeId: null, words: [], text: written }]);
  }, 30_000);

  it('takes the place of a recording, and gives it back when a take is chosen again', async () => {
    const applicant = await consented();
    const take = await applicant.record('q1', good);
    const { questions } = await applicant.write('q1', written);
    expect(questions[0]!.answer).toMatchObject({ kind: 'written', state: 'answered', chosenTakeId: null });
    expect(await choose(applicant, take.id)).toMatchObject({ kind: 'recorded', chosenTakeId: take.id });
    await applicant.submit();
    await house.settle();
    expect(await stateOf(applicant)).toBe('scored');
    expect(await transcriptsOf(applicant)).toMatchObject([{ kind: 'recorded', takeId: take.id }]);
  }, 30_000);

  it('is not listened to where it took the place of a recording', async () => {
    const applicant = await consented();
    await applicant.record('q1', good);
    await applicant.write('q1', written);
    const before = fake.transcriptions.requests.length;
    await applicant.submit();
    await house.settle();
    expect(await stateOf(applicant)).toBe('scored');
    expect(fake.transcriptions.requests).toHaveLength(before);
  }, 30_000);
});

describe('A choice of takes', () => {
  it('counts the last completed one unless another is chosen', async () => {
    const applicant = await consented();
    const first = await applicant.record('q1', good);
    const second = await applicant.record('q1', short);
    const answer = async () => (await applicant.interview()).questions[0]!.answer!;
    expect((await answer()).chosenTakeId).toBe(second.id);
    await choose(applicant, first.id);
    await applicant.submit();
    await house.settle();
    expect((await transcriptsOf(applicant)).map(({ takeId }) => takeId)).toEqual([first.id]);
    expect((await answer()).takes.map(({ state }) => state)).toEqual(['transcribed', 'probed']);
  }, 30_000);

  it('is over with the submission', async () => {
    const applicant = await consented();
    const take = await applicant.record('q1', good);
    const open = await applicant.startTake();
    const segments = await applicant.upload(open.id, short);
    await applicant.submit();
    for (const late of [
      () => choose(applicant, take.id),
      () => applicant.write('q1', written),
      () => applicant.startTake('q2'),
      () => applicant.complete(open.id, segments),
      () => applicant.submit(),
      () => applicant.consent(),
    ]) {
      await expect(late()).rejects.toMatchObject({ code: 'interview_wrong_state' });
    }
    await house.settle();
  }, 30_000);

  it('takes only completed takes of the same answer', async () => {
    const applicant = await consented();
    const open = await applicant.startTake();
    await expect(choose(applicant, open.id)).rejects.toMatchObject({ code: 'take_wrong_state' });
    const other = await applicant.record('q2', short);
    await expect(choose(applicant, other.id)).rejects.toMatchObject({ code: 'not_found' });
  }, 30_000);
});

describe('A submission', () => {
  it('needs as many answers as the plan asks for', async () => {
    const applicant = await consented();
    await expect(applicant.submit()).rejects.toMatchObject({ code: 'interview_wrong_state' });
    await applicant.startTake();
    await expect(applicant.submit()).rejects.toMatchObject({
      code: 'too_few_answers',
      details: { answered: 0, needed: 1 },
    });
  }, 30_000);

  it('may be made again after a refusal, and judges every answer once', async () => {
    const applicant = await consented();
    await applicant.record('q1', short);
    await applicant.write('q2', written);
    const left = await applicant.startTake('q1');
    const segments = await applicant.upload(left.id, good);
    await applicant.submit();
    await house.settle();
    expect(await stateOf(applicant)).toBe('insufficient_data');

    // A take that was begun before the submission is as good as a fresh one.
    await applicant.complete(left.id, segments);
    expect(await stateOf(applicant)).toBe('in_progress');
    await applicant.submit();
    await house.settle();
    expect(await stateOf(applicant)).toBe('scored');
    const transcripts = await transcriptsOf(applicant);
    expect(transcripts.map(({ questionId, kind }) => [questionId, kind])).toEqual([
      ['q1', 'recorded'],
      ['q1', 'recorded'],
      ['q2', 'written'],
    ]);
    const cards = await house.rows<{ outcome: string }>(
      'SELECT outcome FROM scorecard WHERE interview_id = $1 ORDER BY id',
      [uuidOf(applicant.interviewId)],
    );
    expect(cards.map(({ outcome }) => outcome)).toEqual(['held_out', 'ranked']);
    const { applicationId } = applicant.application;
    const { data } = await house.recruiter(listCandidates, { openingId });
    expect(data.filter((each) => each.applicationId === applicationId)).toHaveLength(1);
    expect(await house.recruiter(readScorecard, { applicationId })).toMatchObject({ unansweredQuestions: ['q3'] });
  }, 30_000);

  it('takes effect once however often it comes under one key', async () => {
    const applicant = await consented();
    await applicant.write('q1', written);
    const replies = await Promise.all(Array.from({ length: 10 }, () => applicant.submit('once')));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    await house.settle();
    const told = (await house.told()).filter(
      ({ type, subject }) => type === 'interview.submitted' && subject === `interview/${applicant.interviewId}`,
    );
    expect(told).toHaveLength(1);
  }, 30_000);
});

describe('The time for checking transcripts', () => {
  it('holds back the judging until it is over', async () => {
    const applicant = await consented(await house.opening({ transcriptCheckHours: 48 }));
    await applicant.write('q1', written);
    await applicant.submit();
    await house.settle();
    const { state, transcriptCheckUntil } = await applicant.interview();
    expect([state, transcriptCheckUntil]).toEqual(['transcript_check', '2026-01-07T09:00:00.000Z']);
    house.clock.advance({ hours: 47, minutes: 59 });
    await house.settle();
    expect(await stateOf(applicant)).toBe('transcript_check');
    house.clock.advance({ minutes: 1 });
    await house.settle();
    expect(await stateOf(applicant)).toBe('scored');
  }, 30_000);

  it('ends with the applicant’s word, once', async () => {
    const applicant = await consented(await house.opening({ transcriptCheckHours: 48 }));
    await applicant.write('q1', written);
    await applicant.submit();
    await house.settle();
    const { interviewId } = applicant;
    const confirmations = await Promise.allSettled(
      Array.from({ length: 10 }, () => applicant.call(confirmTranscripts, { interviewId })),
    );
    expect(confirmations.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await house.settle();
    expect(await stateOf(applicant)).toBe('scored');
    house.clock.advance({ hours: 48 });
    await house.settle();
    expect(await stateOf(applicant)).toBe('scored');
  }, 30_000);

  it('is not cut short by the end of an earlier submission’s', async () => {
    const applicant = await consented(await house.opening({ transcriptCheckHours: 48 }));
    await applicant.record('q1', short);
    await applicant.submit();
    await house.settle();
    await applicant.call(confirmTranscripts, { interviewId: applicant.interviewId });
    await house.settle();
    expect(await stateOf(applicant)).toBe('insufficient_data');
    house.clock.advance({ hours: 40 });
    await applicant.write('q1', written);
    await applicant.submit();
    house.clock.advance({ hours: 8 });
    await house.settle();
    expect(await stateOf(applicant)).toBe('transcript_check');
    house.clock.advance({ hours: 40 });
    await house.settle();
    expect(await stateOf(applicant)).toBe('scored');
  }, 30_000);
});
