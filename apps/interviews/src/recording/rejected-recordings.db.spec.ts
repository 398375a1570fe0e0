import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId, uuidOf } from '@guildhall/messages/contract';
import { chooseTake, grantMedia, readCaptions } from '@guildhall/messages/interviews';
import { parkedJobs, rerunJob } from '@guildhall/messages/platform';
import { type FakeOpenAi, waitFor } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';
import { retakeHours } from './take-allowance.js';

const run = promisify(execFile);

let fake: FakeOpenAi;
let house: InterviewHouse;
let openingId: string;
let good: Buffer;
let truncated: Buffer;
let silence: Buffer;

beforeAll(async () => {
  fake = await fakeModels('good');
  house = await InterviewHouse.open(modelSettings(fake));
  openingId = await house.opening();
  good = await sampleRecording('good');
  truncated = good.subarray(0, 100_003);
  silence = await made('anullsrc=r=48000:cl=mono');
});

beforeEach(() => house.clock.set('2026-01-05T09:00:00.000Z'));

afterAll(async () => {
  await house?.close();
  await fake?.close();
});

const picture = ['-f', 'lavfi', '-i', 'color=gray:size=160x120:rate=5', '-t', '25'];

/** 25 seconds as a recorder writes them, with a sound of ffmpeg's, or none. */
async function made(sound: string | null): Promise<Buffer> {
  const path = join(house.ground.directory, 'made.webm');
  const sounding = sound === null ? ['-an'] : ['-f', 'lavfi', '-i', sound, '-t', '25', '-c:a', 'libopus'];
  await run('ffmpeg', ['-v', 'error', '-y', ...picture, ...sounding, '-c:v', 'libvpx', '-deadline', 'realtime', path]);
  return await readFile(path);
}

async function consented(): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.consent();
  return applicant;
}

async function answerOf(applicant: TestApplicant, questionId = 'q1') {
  return (await applicant.interview()).questions.find(({ id }) => id === questionId)!.answer!;
}

async function toldOf(applicant: TestApplicant): Promise<string[]> {
  const told = await house.told();
  return told.filter(({ subject }) => subject === `interview/${applicant.interviewId}`).map(({ type }) => type);
}

describe('A recording that cannot be used', () => {
  const unusable: [string, () => Promise<Buffer>, string][] = [
    ['was cut short on the way', async () => truncated, 'recording_unreadable'],
    ['has a picture and no sound', () => made(null), 'recording_without_audio'],
    ['is a playlist', async () => Buffer.from('#EXTM3U\nfile:///etc/passwd\n'), 'recording_type_unsupported'],
    ['is silent', async () => silence, 'recording_without_speech'],
    ['is a hum of 5 Hz', () => made('sine=frequency=5:sample_rate=48000'), 'recording_without_speech'],
  ];

  it.each(unusable)(
    'because it %s leads to a stored problem, a fresh take, and a result with the next one',
    async (_, file, code) => {
      const applicant = await consented();
      const faulty = await applicant.record('q1', await file());
      await applicant.submit();
      await house.settle();

      expect(await applicant.interview()).toMatchObject({ state: 'insufficient_data', problem: { code } });
      const answer = await answerOf(applicant);
      expect(answer).toMatchObject({ state: 'rejected', problem: { code }, takesLeft: 3 });
      expect(answer.takes).toMatchObject([{ id: faulty.id, state: 'rejected', problem: { code } }]);
      expect(answer.problem!.detail).toMatch(/[Rr]ecord/);
      expect((await toldOf(applicant)).slice(-3).sort()).toEqual([
        'answer.rejected',
        'interview.insufficient_data',
        'take.granted',
      ]);

      await applicant.record('q1', good);
      expect(await applicant.interview()).toMatchObject({ state: 'in_progress', problem: null });
      await applicant.submit();
      await house.settle();
      expect((await applicant.interview()).state).toBe('scored');
    },
    60_000,
  );

  it('keeps an interview from being submitted where it was found out before', async () => {
    const applicant = await consented();
    await applicant.record('q1', truncated);
    await house.settle();
    expect(await answerOf(applicant)).toMatchObject({ state: 'rejected', problem: { code: 'recording_unreadable' } });
    await expect(applicant.submit()).rejects.toMatchObject({ code: 'too_few_answers' });
    await applicant.write('q1', 'I compare every figure with the source it was taken from, one after the other.');
    expect(await answerOf(applicant)).toMatchObject({ kind: 'written', state: 'answered', problem: null });
  }, 60_000);

  it('leaves the answer alone where another take, or a text, was chosen meanwhile', async () => {
    const applicant = await consented();
    const usable = await applicant.record('q1', good);
    await house.settle();
    await applicant.record('q1', truncated);
    await applicant.call(chooseTake, { interviewId: applicant.interviewId, questionId: 'q1', takeId: usable.id });
    await applicant.record('q2', truncated);
    await applicant.write('q2', 'I would ask the client first which of the figures matters most to them.');
    await house.settle();
    expect(await answerOf(applicant)).toMatchObject({ state: 'answered', chosenTakeId: usable.id, problem: null });
    expect(await answerOf(applicant, 'q2')).toMatchObject({ kind: 'written', state: 'answered', problem: null });
    expect(await toldOf(applicant)).not.toContain('answer.rejected');
    expect((await toldOf(applicant)).filter((type) => type === 'take.granted')).toHaveLength(2);
    const [, rejected] = (await answerOf(applicant)).takes;
    const choice = { interviewId: applicant.interviewId, questionId: 'q1', takeId: rejected!.id };
    await expect(applicant.call(chooseTake, choice)).rejects.toMatchObject({ code: 'take_wrong_state' });
  }, 60_000);

  describe('where the other answers suffice', () => {
    /** One usable answer and one that nobody speaks in, submitted together. */
    async function reopened(): Promise<TestApplicant> {
      const applicant = await consented();
      await applicant.record('q1', good);
      await applicant.record('q2', silence);
      await applicant.submit();
      await house.settle();
      return applicant;
    }

    it('opens the interview again, for as long as a fresh take needs, and counts that', async () => {
      const applicant = await consented();
      await applicant.record('q1', good);
      await applicant.record('q2', silence);
      house.clock.advance({ days: 9, hours: 23 });
      await applicant.submit();
      await house.settle();
      const { state, problem, deadlineAt } = await applicant.interview();
      expect({ state, problem }).toMatchObject({
        state: 'in_progress',
        problem: { code: 'recording_without_speech' },
      });
      expect(Date.parse(deadlineAt)).toBe(house.clock.now().getTime() + retakeHours * 3_600_000);
      expect(await answerOf(applicant)).toMatchObject({ state: 'answered', takes: [{ state: 'transcribed' }] });
      expect(await answerOf(applicant, 'q2')).toMatchObject({ state: 'rejected', takesLeft: 3 });

      house.clock.advance({ hours: retakeHours - 1 });
      await applicant.record('q2', good);
      expect(await applicant.submit()).toMatchObject({ problem: null });
      await house.settle();
      const after = await applicant.interview();
      expect(after.state).toBe('scored');
      expect(after.questions.map(({ answer }) => answer?.state ?? null)).toEqual(['answered', 'answered', null]);
    }, 60_000);

    it('lets the others count at the deadline where nothing comes', async () => {
      const applicant = await reopened();
      house.clock.advance({ days: 10 });
      await house.settle();
      const { state, questions } = await applicant.interview();
      expect(state).toBe('scored');
      expect(questions.map(({ answer }) => answer?.state ?? null)).toEqual(['answered', 'rejected', null]);
      expect(await toldOf(applicant)).not.toContain('interview.expired');
    }, 60_000);

    it('takes the word of somebody who submits without it, and does not open again for the same', async () => {
      const applicant = await reopened();
      await applicant.submit();
      await house.settle();
      expect((await applicant.interview()).state).toBe('scored');
    }, 60_000);
  });

  it('gives time for the fresh take where the deadline has come or is near', async () => {
    const applicant = await consented();
    await applicant.record('q1', truncated);
    house.clock.advance({ days: 9, hours: 23 });
    await applicant.submit();
    house.clock.advance({ hours: 2 });
    await house.settle();
    const { state, deadlineAt } = await applicant.interview();
    expect(state).toBe('insufficient_data');
    expect(Date.parse(deadlineAt)).toBe(house.clock.now().getTime() + retakeHours * 3_600_000);
    await applicant.record('q1', good);
    house.clock.advance({ hours: retakeHours });
    await house.settle();
    expect((await applicant.interview()).state).toBe('expired');
  }, 60_000);

  it('holds too little speech: the answer is refused with the figures of the gate, and not judged again unchanged', async () => {
    const applicant = await consented();
    const take = await applicant.record('q1', await sampleRecording('short'));
    await applicant.submit();
    await house.settle();
    expect(await applicant.interview()).toMatchObject({
      state: 'insufficient_data',
      problem: { code: 'too_little_speech' },
    });
    expect(await answerOf(applicant)).toMatchObject({ state: 'rejected', takesLeft: 3 });

    const before = fake.transcriptions.requests.length;
    await applicant.call(chooseTake, { interviewId: applicant.interviewId, questionId: 'q1', takeId: take.id });
    await applicant.submit();
    await house.settle();
    expect((await applicant.interview()).state).toBe('insufficient_data');
    expect(fake.transcriptions.requests).toHaveLength(before);
    const made = await house.rows('SELECT id FROM scorecard WHERE interview_id = $1', [uuidOf(applicant.interviewId)]);
    expect(made).toHaveLength(1);
  }, 60_000);

  it('has nothing to play, and nothing to read', async () => {
    const applicant = await consented();
    const { id: takeId } = await applicant.record('q1', truncated);
    await house.settle();
    await expect(applicant.call(grantMedia, { takeId })).rejects.toMatchObject({ code: 'take_wrong_state' });
    await expect(applicant.call(readCaptions, { takeId })).rejects.toMatchObject({ code: 'take_wrong_state' });
  }, 30_000);
});

describe('A recording that its worker dies of, again and again', () => {
  it('is parked for a person, while the other takes go on, and can be run again', async () => {
    const applicant = await consented();
    const { id: healthy } = await applicant.record('q1', good);
    const { id: poison } = await applicant.record('q2', good);
    await house.settle();
    await house.restartWith({ ROLES: 'api,follower' });
    await applicant.submit();
    // As seven workers leave it who died of it, and an eighth who dies just now.
    const dying = `UPDATE job_intent SET state = 'running', attempt = 8, failures = 7, heartbeat_at = now() - interval '1 hour'`;
    await house.rows(`${dying} WHERE name = 'remux-take' AND payload->>'takeId' = $1`, [poison]);
    await house.restartWith({});

    const admin = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['admin'] });
    const parked = async () => (await admin(parkedJobs('interviews'), {})).data[0];
    await waitFor(parked, { timeoutMs: 30_000 });
    await house.settle();
    const job = (await parked())!;
    expect(job).toMatchObject({ name: 'remux-take', payload: { takeId: poison } });
    expect(job.problem.detail).toMatch(/died/);
    const stateOf = async (takeId: string) =>
      (await applicant.interview()).questions
        .flatMap(({ answer }) => answer?.takes ?? [])
        .find((take) => take.id === takeId)!.state;
    expect([await stateOf(healthy), await stateOf(poison)]).toEqual(['transcribed', 'probed']);
    expect((await applicant.interview()).state).toBe('submitted');

    await admin(rerunJob('interviews'), { jobId: job.id });
    await house.settle();
    expect((await applicant.interview()).state).toBe('scored');
  }, 120_000);
});
