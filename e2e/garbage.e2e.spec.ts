import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaffOpening } from '@guildhall/messages/applicants';
import type { FeedEvent } from '@guildhall/messages/events';
import { type Answer, type StartedTake, uploadLimits } from '@guildhall/messages/interviews';
import { everyItem } from '../tools/client/api-client.js';
import type { ApplicantClient } from '../tools/client/applicant.js';
import { type Exchange, exchange, problemOf } from './support/exchange.js';
import { type House, startHouse } from './support/house.js';
import { recordingOf, recordingWithoutSound } from './support/made-recordings.js';
import { makeApplicant, makeOpening, sampleRecording } from './support/opening.js';
import { answerWith, complete, locationOf, segmentOf, TusUpload } from './support/recording.js';

const playlist = '#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n';

describe('what is no recording', () => {
  let house: House;
  let opening: StaffOpening;
  let directory: string;
  const good = readFileSync(sampleRecording('good'));
  const short = readFileSync(sampleRecording('short'));

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'guildhall-garbage-'));
    house = await startHouse();
    const recruiter = await house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api);
  }, 60_000);

  afterAll(async () => {
    await house?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function consented(name: string): Promise<ApplicantClient> {
    const applicant = await makeApplicant(house, opening.id, name);
    await applicant.consent();
    return applicant;
  }

  async function answerTo(applicant: ApplicantClient, questionId: string): Promise<Answer> {
    const { questions } = await applicant.interview();
    return questions.find(({ id }) => id === questionId)!.answer!;
  }

  async function typesTold(applicant: ApplicantClient): Promise<string[]> {
    const events = await everyItem<FeedEvent>(house.admin, '/v1/events?limit=100');
    return events.filter(({ subject }) => subject === `interview/${applicant.interviewId}`).map(({ type }) => type);
  }

  describe('is refused at once, with what to do', () => {
    let applicant: ApplicantClient;
    let tus: TusUpload;
    let take: StartedTake;
    let turn = 0;

    beforeAll(async () => {
      applicant = await consented('refused');
      tus = new TusUpload(applicant);
    }, 60_000);

    beforeEach(async () => {
      // Completed takes of one question are few, so the questions take turns.
      take = await applicant.startTake(`q${1 + (turn++ % 3)}`);
    });

    it.each([
      ['text', 'I would take one annual report.'],
      ['a playlist', playlist],
      ['a PDF', '%PDF-1.7\n1 0 obj\n<< >>'],
    ])('%s that calls itself a recording', async (_what, content) => {
      const bytes = Buffer.from(content);
      const location = await tus.whole(take.id, bytes);
      const reply = await complete(applicant, take.id, [segmentOf(location, bytes)]);
      expectRefusal(reply, 415, 'recording_type_unsupported', /WebM or MP4/);
      await expectGoodTakeAfter(location);
    });

    it('a file that says what it is', async () => {
      expectRefusal(await tus.create(take.id, 30, 'text/plain'), 415, 'recording_type_unsupported', /WebM or MP4/);
    });

    it('an empty file', async () => {
      expectRefusal(await tus.create(take.id, 0), 422, 'upload_empty', /leave it out|record it again/);
      const location = locationOf(await tus.create(take.id, 'deferred'));
      const empty = { ...segmentOf(location, Buffer.alloc(0)), bytes: 1 };
      expectRefusal(await complete(applicant, take.id, [empty]), 422, 'upload_empty', /record it again/);
      const none = await complete(applicant, take.id, []);
      expectRefusal(none, 422, 'validation_failed', /segments/);
    });

    it('a file over the limit, before a byte of it is sent', async () => {
      const reply = await tus.create(take.id, uploadLimits.segmentBytes + 1);
      expectRefusal(reply, 413, 'upload_too_large', /start a new segment/);
      expect(problemOf(reply).details).toEqual({ maxBytes: uploadLimits.segmentBytes });
    });

    it('a body over the limit, and one that is no JSON', async () => {
      const path = `/v1/takes/${take.id}/complete`;
      const { baseUrl, token } = applicant.api;
      const large = await exchange(baseUrl, { method: 'POST', path, token, body: { padding: 'x'.repeat(2_000_000) } });
      expectRefusal(large, 413, 'body_too_large', /larger/);
      const headers = { 'content-type': 'text/xml' };
      const xml = await exchange(baseUrl, { method: 'POST', path, token, body: Buffer.from('<x/>'), headers });
      expectRefusal(xml, 415, 'unsupported_media_type', /Send JSON/);
      const broken = await exchange(baseUrl, { method: 'POST', path, token, body: Buffer.from('{"segments":') });
      expectRefusal(broken, 400, 'malformed_request', /cannot be read/);
    });

    it('a recording that arrived otherwise than it was made', async () => {
      const location = await tus.whole(take.id, short);
      const wrongHash = { ...segmentOf(location, short), sha256: '0'.repeat(64) };
      const mismatch = await complete(applicant, take.id, [wrongHash]);
      expectRefusal(mismatch, 409, 'upload_hash_mismatch', /DELETE its upload and send it again/);
      const longer = { ...segmentOf(location, short), bytes: short.length + 1 };
      const reply = await complete(applicant, take.id, [longer]);
      expectRefusal(reply, 409, 'upload_incomplete', /send the rest/);
      await expectGoodTakeAfter(location);
    });

    it('a recording whose upload is not at its end', async () => {
      const location = locationOf(await tus.create(take.id, short.length));
      await tus.patch(location, 0, short.subarray(0, 1_000));
      const reply = await complete(applicant, take.id, [segmentOf(location, short)]);
      expectRefusal(reply, 409, 'upload_incomplete', /send the rest/);
      expect(problemOf(reply).details).toEqual({ segment: 0, receivedBytes: 1_000, bytes: short.length });
      const uploadId = location.split('/').at(-1);
      expect(await applicant.api.get(`/v1/takes/${take.id}/uploads`)).toEqual({
        data: [{ uploadId, segment: 0, bytes: 1_000, complete: false }],
      });
      await tus.patch(location, 1_000, short.subarray(1_000));
      expect((await complete(applicant, take.id, [segmentOf(location, short)])).status).toBe(200);
    });

    async function expectGoodTakeAfter(location: string): Promise<void> {
      expect((await tus.delete(location)).status).toBe(204);
      const again = await tus.whole(take.id, short);
      expect((await complete(applicant, take.id, [segmentOf(again, short)])).status).toBe(200);
    }
  });

  it('is refused where the state is wrong: before consent, twice, and after the submission', async () => {
    const applicant = await makeApplicant(house, opening.id, 'too-early');
    const tus = new TusUpload(applicant);
    const takes = `/v1/interviews/${applicant.interviewId}/questions/q1/takes`;
    const before = await exchange(applicant.api.baseUrl, { method: 'POST', path: takes, token: applicant.api.token });
    expectRefusal(before, 409, 'interview_wrong_state', /consent/);

    await applicant.consent();
    const take = await applicant.startTake('q1');
    const location = await tus.whole(take.id, short);
    const segment = segmentOf(location, short);
    const first = await complete(applicant, take.id, [segment]);
    expect(first.status).toBe(200);
    expect((await complete(applicant, take.id, [segment])).body).toBe(first.body);
    const others = await complete(applicant, take.id, [segment, segment]);
    expectRefusal(others, 409, 'take_wrong_state', /start a new take/);
    expectRefusal(await tus.create(take.id, 10), 409, 'take_wrong_state', /start a new take/);

    const open = await applicant.startTake('q2');
    await applicant.submit();
    expectRefusal(await tus.create(open.id, 10), 409, 'interview_wrong_state', /between consent and submission/);
    const late = await complete(applicant, open.id, [segment]);
    expectRefusal(late, 409, 'interview_wrong_state', /between consent and submission/);
    await house.settle();
  }, 60_000);

  it('rejects a cut and a mute recording, says why, and grants a fresh take that works', async () => {
    const applicant = await consented('cut-and-mute');
    await answerWith(applicant, 'q1', good.subarray(0, good.length / 2));
    await answerWith(applicant, 'q2', await recordingWithoutSound(directory));
    await house.settle();
    const [cut, mute] = [await answerTo(applicant, 'q1'), await answerTo(applicant, 'q2')];
    for (const answer of [cut, mute]) {
      expect(answer).toMatchObject({ state: 'rejected', takesLeft: 3, takes: [{ state: 'rejected' }] });
      expect(answer.takes[0]!.problem).toEqual(answer.problem);
    }
    expect(cut.problem).toMatchObject({ code: 'recording_unreadable', detail: expect.stringMatching(/record/i) });
    expect(mute.problem).toMatchObject({
      code: 'recording_without_audio',
      detail: expect.stringMatching(/microphone/i),
    });
    const told = await typesTold(applicant);
    expect(told.filter((type) => type === 'answer.rejected')).toHaveLength(2);
    expect(told.filter((type) => type === 'take.granted')).toHaveLength(2);

    await answerWith(applicant, 'q1', short);
    await house.settle();
    expect(await answerTo(applicant, 'q1')).toMatchObject({ state: 'answered', problem: null });
  }, 60_000);

  it('finds silence and a noise of 5 Hz insufficient, and scores the fresh take', async () => {
    const applicant = await consented('nothing-said');
    await answerWith(applicant, 'q1', await recordingOf('silence', directory));
    await answerWith(applicant, 'q2', await recordingOf('a noise of 5 Hz', directory));
    await answerWith(applicant, 'q3', await recordingOf('a tone of 5 Hz', directory));
    await applicant.submit();
    await house.settle();
    const interview = await applicant.interview();
    const problem = { code: 'recording_without_speech', detail: expect.stringMatching(/record|speak/i) };
    expect(interview).toMatchObject({ state: 'insufficient_data', problem });
    for (const { answer } of interview.questions) {
      expect(answer).toMatchObject({ state: 'rejected', takesLeft: 3, problem });
    }
    expect(await typesTold(applicant)).toContain('interview.insufficient_data');

    await answerWith(applicant, 'q1', good);
    await applicant.submit();
    await house.settle();
    expect(await applicant.interview()).toMatchObject({ state: 'scored', problem: null });
  }, 120_000);
});

function expectRefusal(reply: Exchange, status: number, code: string, whatToDo: RegExp): void {
  const problem = problemOf(reply);
  expect({ status: reply.status, code: problem.code }).toEqual({ status, code });
  expect(problem.detail).toMatch(whatToDo);
}
