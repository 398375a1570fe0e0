import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  chooseTake,
  completeTake,
  getInterview,
  getMyInterview,
  getTranscripts,
  grantMedia,
  mayUpload,
  readCaptions,
  readScorecard,
  type SpooledSegment,
  startTake,
  submitInterview,
  takeCompletion,
} from '@guildhall/messages/interviews';
import type { FakeOpenAi } from '@guildhall/testing';
import { fakeModels, modelSettings } from '../../test/fake-model-answers.js';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleRecording, type TestApplicant } from '../../test/test-applicant.js';
import { mostGrantedTakes, takesPerAnswer } from './take-allowance.js';

let fake: FakeOpenAi;
let house: InterviewHouse;
let openingId: string;
let short: Buffer;

beforeAll(async () => {
  fake = await fakeModels('good');
  house = await InterviewHouse.open(modelSettings(fake));
  openingId = await house.opening();
  short = await sampleRecording('short');
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

const codesOf = (settled: PromiseSettledResult<unknown>[]) =>
  settled.map((each) => (each.status === 'fulfilled' ? 'done' : (each.reason as { code: string }).code));

async function jobsFor(takeId: string): Promise<Record<string, number>> {
  const rows = await house.rows<{ name: string; count: string }>(
    `SELECT name, count(*) FROM job_intent WHERE payload->>'takeId' = $1 GROUP BY name`,
    [takeId],
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
}

describe('The acknowledgement of a take', () => {
  it('takes effect once when ten come at once, with the same reply for all', async () => {
    const applicant = await consented();
    const { id } = await applicant.startTake();
    const segments = await applicant.upload(id, short);
    const replies = await Promise.all(Array.from({ length: 10 }, () => applicant.complete(id, segments)));
    expect(new Set(replies.map(({ completedAt }) => completedAt)).size).toBe(1);
    await house.settle();
    expect(await jobsFor(id)).toEqual({ 'move-take': 1, 'probe-take': 1 });
    const told = (await house.told()).filter(
      ({ type, data }) => type === 'take.completed' && 'takeId' in data && data.takeId === id,
    );
    expect(told).toHaveLength(1);
  }, 30_000);

  it('is repeated from memory once the spool is empty, and refused for other segments', async () => {
    const applicant = await consented();
    const { id } = await applicant.startTake();
    const segments = await applicant.upload(id, short);
    await applicant.complete(id, segments);
    await house.settle();
    expect(await house.ground.spool.findInfo(segments[0]!.uploadId)).toBeNull();

    expect(await applicant.complete(id, segments)).toMatchObject({ id, state: 'probed' });
    const { uploadId, bytes, sha256 } = segments[0]!;
    const asked = { takeId: id, segments: [{ uploadId, bytes, sha256 }] };
    expect(await applicant.call(takeCompletion, asked)).toMatchObject({ take: { id, state: 'probed' } });

    const others: SpooledSegment[][] = [
      [{ ...segments[0]!, sha256: 'f'.repeat(64) }],
      [{ ...segments[0]!, uploadId: newId('upl') }],
      [...segments, { ...segments[0]!, uploadId: newId('upl') }],
    ];
    for (const other of others) {
      await expect(applicant.complete(id, other)).rejects.toMatchObject({ code: 'take_wrong_state' });
      const query = { takeId: id, segments: other.map(({ container: _, ...segment }) => segment) };
      await expect(applicant.call(takeCompletion, query)).rejects.toMatchObject({ code: 'take_wrong_state' });
    }
  }, 30_000);

  it.each([
    ['other bytes', { sha256: 'f'.repeat(64) }, 'a different SHA-256'],
    ['more bytes', { bytes: 1 }, 'of 1 bytes'],
  ])(
    'moves nothing else into storage: a file of %s waits in the spool for a person',
    async (_what, told, reason) => {
      const applicant = await consented();
      const { id } = await applicant.startTake();
      const [segment] = await applicant.upload(id, short);
      await applicant.complete(id, [{ ...segment!, ...told }]);
      await house.settle();
      const jobs = await house.rows<{ state: string; problem: { detail: string } }>(
        `SELECT state, problem FROM job_intent WHERE name = 'move-take' AND payload->>'takeId' = $1`,
        [id],
      );
      expect(jobs).toMatchObject([{ state: 'parked', problem: { detail: expect.stringContaining(reason) } }]);
      expect(await house.ground.spool.receivedBytes(segment!.uploadId)).toBe(short.length);
      expect(await house.ground.spool.isHeld(segment!.uploadId)).toBe(true);
    },
    30_000,
  );

  it('goes on to exactly one of the sides where ten submissions come at the same moment', async () => {
    const applicant = await consented();
    await applicant.record('q1', short);
    const { id } = await applicant.startTake('q2');
    const segments = await applicant.upload(id, short);
    const [completion, ...submissions] = await Promise.allSettled([
      applicant.complete(id, segments),
      ...Array.from({ length: 10 }, () => applicant.submit()),
    ]);
    expect(codesOf(submissions).sort()).toEqual(['done', ...Array(9).fill('interview_wrong_state')]);
    const { questions } = await applicant.interview();
    const second = questions.find((question) => question.id === 'q2')!.answer!;
    // Whichever came first: an acknowledged take counts, one that came too late was refused and is still open.
    const expected = completion!.status === 'fulfilled' ? ['answered', id] : ['open', null];
    expect([second.state, second.chosenTakeId]).toEqual(expected);
    if (completion!.status === 'rejected') expect(completion!.reason).toMatchObject({ code: 'interview_wrong_state' });
    await house.settle();
    const names = ['move-take', 'probe-take', 'remux-take', 'extract-take-audio'];
    if (completion!.status === 'fulfilled')
      expect(Object.keys(await jobsFor(id)).sort()).toEqual(expect.arrayContaining(names.sort()));
    expect((await applicant.interview()).state).toBe('insufficient_data');
  }, 60_000);

  it.each([0, 1, 2, 3, 4])(
    'lets no take fall between the end of its probe and the submission (try %i)',
    async () => {
      const applicant = await consented();
      await applicant.record('q1', short);
      await Promise.all([house.settle(), applicant.submit()]);
      await house.settle();
      // Six seconds hold too little speech to be judged: that it came so far shows that nothing was left lying.
      expect(await applicant.interview()).toMatchObject({
        state: 'insufficient_data',
        problem: { code: 'too_little_speech' },
      });
    },
    60_000,
  );

  it('is worth nothing without a consent that stands', async () => {
    const applicant = await house.applicant(openingId);
    await expect(applicant.startTake()).rejects.toMatchObject({ code: 'interview_wrong_state' });
    await applicant.consent();
    const { id } = await applicant.startTake();
    const segments = await applicant.upload(id, short);
    await house.rows('UPDATE consent SET withdrawn_at = granted_at WHERE interview_id = $1', [
      uuidOf(applicant.interviewId),
    ]);
    for (const refused of [
      () => applicant.complete(id, segments),
      () => applicant.startTake(),
      () => applicant.call(mayUpload, { takeId: id, segment: 0 }),
      () => applicant.submit(),
    ]) {
      await expect(refused()).rejects.toMatchObject({ code: 'consent_required' });
    }
  }, 30_000);

  it('is remembered under its idempotency key with the reply of that moment', async () => {
    const applicant = await consented();
    const { id } = await applicant.startTake();
    const input = { takeId: id, segments: await applicant.upload(id, short) };
    const first = await applicant.call(completeTake, input, { key: 'once' });
    await house.settle();
    expect(await applicant.call(completeTake, input, { key: 'once' })).toEqual(first);
  }, 30_000);
});

describe('Takes of an answer', () => {
  it('are limited, but a lost tab costs no try', async () => {
    const applicant = await consented();
    for (let lost = 0; lost < 7; lost += 1) await applicant.startTake();
    for (let kept = 0; kept < takesPerAnswer; kept += 1) await applicant.record('q1', short);
    await expect(applicant.startTake()).rejects.toMatchObject({ code: 'no_takes_left' });
    const { questions } = await applicant.interview();
    const states = questions[0]!.answer!.takes.map(({ state }) => state);
    expect(states.filter((state) => state === 'discarded').length).toBeGreaterThanOrEqual(2);
    expect(questions[0]!.answer!.takesLeft).toBe(0);
    expect((await applicant.startTake('q2')).number).toBe(1);
  }, 30_000);

  it('are granted anew for faulty ones, up to a limit', async () => {
    const applicant = await consented();
    for (let faulty = 0; faulty < takesPerAnswer + mostGrantedTakes; faulty += 1) {
      await applicant.record('q1', short.subarray(0, 9_000));
      await house.settle();
    }
    await expect(applicant.startTake()).rejects.toMatchObject({ code: 'no_takes_left' });
    const granted = (await house.told()).filter(
      ({ type, subject }) => type === 'take.granted' && subject === `interview/${applicant.interviewId}`,
    );
    expect(granted).toHaveLength(mostGrantedTakes);
  }, 60_000);
});

describe('Somebody else’s interview', () => {
  it('answers like one that does not exist, word for word', async () => {
    const owner = await consented();
    const stranger = await consented();
    const take = await owner.record('q1', short);
    await house.settle();
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['recruiter'] });
    const { uploadId } = { uploadId: newId('upl') };
    const segments = [{ uploadId, bytes: 1, sha256: 'a'.repeat(64) }];
    const asks = (interviewId: string, takeId: string) => [
      () => stranger.call(getMyInterview, { interviewId }),
      () => stranger.call(startTake, { interviewId, questionId: 'q1' }),
      () => stranger.call(submitInterview, { interviewId }),
      () => stranger.call(mayUpload, { takeId, segment: 0 }),
      () => stranger.call(takeCompletion, { takeId, segments }),
      () =>
        stranger.call(completeTake, {
          takeId,
          segments: segments.map((each) => ({ ...each, container: 'webm' as const })),
        }),
      () => stranger.call(grantMedia, { takeId }),
      () => stranger.call(readCaptions, { takeId }),
      () => stranger.call(chooseTake, { interviewId: stranger.interviewId, questionId: 'q1', takeId }),
      () => outsider(grantMedia, { takeId }),
      () => outsider(readCaptions, { takeId }),
    ];
    await stranger.startTake();
    const asStaff = (applicationId: string) => [
      () => outsider(getInterview, { applicationId }),
      () => outsider(getTranscripts, { applicationId }),
      () => outsider(readScorecard, { applicationId }),
    ];
    const foreign = [...asks(owner.interviewId, take.id), ...asStaff(owner.application.applicationId)];
    const missing = [...asks(newId('int'), newId('tak')), ...asStaff(newId('app'))];
    for (const [index, ask] of foreign.entries()) {
      const refusals = await Promise.all([ask, missing[index]!].map((each) => each().then(() => null, wireOf)));
      expect(refusals[0]).toMatchObject({ code: 'not_found' });
      expect(refusals[0]).toEqual(refusals[1]);
    }
  }, 30_000);
});

function wireOf(thrown: unknown): object {
  return (thrown as { toWire(): object }).toWire();
}
