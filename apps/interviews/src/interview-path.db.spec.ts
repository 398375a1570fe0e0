import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import {
  type Evidence,
  getMyTranscripts,
  getTranscripts,
  grantMedia,
  listCandidates,
  listNotRanked,
  readCaptions,
  readScorecard,
  reviewState,
  type Transcript,
} from '@guildhall/messages/interviews';
import { InterviewHouse } from '../test/interview-house.js';
import { sampleRecording } from '../test/test-applicant.js';

let house: InterviewHouse;

beforeAll(async () => {
  house = await InterviewHouse.open();
});

afterAll(async () => {
  await house?.close();
});

describe('The way of an interview', () => {
  it('leads from the application over a recorded answer to a place in the ranks', async () => {
    const openingId = await house.opening();
    const applicant = await house.applicant(openingId);
    const { applicationId } = applicant.application;
    await applicant.consent();
    const take = await applicant.record('q1', await sampleRecording('good'));
    await house.settle();
    await applicant.submit();
    await house.settle();

    const interview = await applicant.interview();
    expect(interview).toMatchObject({ state: 'scored', problem: null });
    const { data: candidates } = await house.recruiter(listCandidates, { openingId });
    expect(candidates).toMatchObject([{ rank: 1, band: 1, reviewRequired: true, interviewId: interview.id }]);
    expect(await house.recruiter(listNotRanked, { openingId })).toMatchObject({ data: [], hasMore: false });

    const asked = { applicationId, staffId: house.recruiterId };
    expect(await house.recruiter(reviewState, asked)).toEqual({ reviewRequired: true, lookedAt: false });
    const scorecard = await house.recruiter(readScorecard, { applicationId });
    expect(scorecard).toMatchObject({ outcome: 'ranked', engine: 'baseline', total: candidates[0]!.scorecard.total });
    expect(await house.recruiter(reviewState, asked)).toEqual({ reviewRequired: true, lookedAt: true });

    const { transcripts } = await house.recruiter(getTranscripts, { applicationId });
    expect(transcripts).toMatchObject([{ questionId: 'q1', takeId: take.id, kind: 'recorded' }]);
    const evidence = scorecard.criteria.flatMap((criterion) => criterion.evidence);
    expect(evidence.length).toBeGreaterThan(0);
    for (const quoted of evidence) expect(heardAt(transcripts[0]!, quoted)).toBe(quoted.quote);
  }, 120_000);

  it('keeps a playable recording and a picture of it under its own key, and nothing in the spool', async () => {
    const openingId = await house.opening();
    const applicant = await house.applicant(openingId);
    await applicant.consent();
    const take = await applicant.record('q1', await sampleRecording('short'));
    await applicant.submit();
    await house.settle();

    const grant = await house.recruiter(grantMedia, { takeId: take.id });
    expect(grant).toMatchObject({ hasTranscript: true, parts: [{ number: 1, startSeconds: 0 }] });
    expect(grant.durationSeconds).toBe(grant.parts![0]!.durationSeconds);
    expect(await applicant.call(grantMedia, { takeId: take.id })).toEqual(grant);
    expect(grant.contentType).toBe('video/webm');
    const { media, spool } = house.ground;
    const played = await buffer(await media.media.read(grant.objectKey, grant.dataKeyId));
    expect(played.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
    const picture = await buffer(await media.media.read(grant.thumbnailKey!, grant.dataKeyId));
    expect(picture.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(await spool.uploadIds()).toEqual([]);
  }, 120_000);

  it('joins a recording of two parts, shows where each begins, and hears both on one timeline', async () => {
    const openingId = await house.opening();
    const applicant = await house.applicant(openingId);
    await applicant.consent();
    const short = await sampleRecording('short');
    const recorded = await applicant.record('q1', short, short);
    expect(recorded.parts).toBeUndefined();
    await expect(applicant.call(readCaptions, { takeId: recorded.id })).rejects.toMatchObject({
      code: 'take_wrong_state',
    });
    await applicant.submit();
    await house.settle();

    const take = (await applicant.interview()).questions[0]!.answer!.takes[0]!;
    const [first, second] = take.parts!;
    expect(take.parts).toMatchObject([
      { number: 1, startSeconds: 0 },
      { number: 2, startSeconds: first!.durationSeconds },
    ]);
    expect(second!.startSeconds + second!.durationSeconds).toBeCloseTo(take.durationSeconds!, 3);
    const { transcripts } = await applicant.call(getMyTranscripts, { interviewId: applicant.interviewId });
    const starts = transcripts[0]!.words.map(({ start }) => start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    const [before, behind] = [
      starts.filter((at) => at < second!.startSeconds),
      starts.filter((at) => at > second!.startSeconds),
    ];
    // The same sentence twice: it is heard twice, as far into its part as before.
    expect(before.length).toBeGreaterThan(5);
    expect(Math.abs(behind.length - before.length)).toBeLessThan(3);
    expect(behind[0]! - second!.startSeconds).toBeCloseTo(before[0]!, 0);
    expect(behind.at(-1)! - second!.startSeconds).toBeCloseTo(before.at(-1)!, 0);

    const { vtt, language } = await house.recruiter(readCaptions, { takeId: take.id });
    expect([vtt.split('\n')[0], language]).toEqual(['WEBVTT', 'en-US']);
    const shown = [...vtt.matchAll(/<lang en-US>([^<]+)</g)].map(([, text]) => text).join(' ');
    expect(shown.split(/\s+/)).toEqual(transcripts[0]!.words.map(({ word }) => word));
    const reads = `SELECT actor FROM audit_entry WHERE action = 'captions.read' AND subject = $1`;
    expect(await house.rows(reads, [take.id])).toHaveLength(1);
  }, 120_000);

  it('goes on to a result where no picture can be made, and lets a person find that', async () => {
    const openingId = await house.opening();
    const applicant = await house.applicant(openingId);
    await applicant.consent();
    const take = await applicant.record('q1', await withNoisyPicture('short'));
    await applicant.submit();
    await house.settle();

    // It came as far as the gates of scoring, for which six seconds are too short.
    expect(await applicant.interview()).toMatchObject({
      state: 'insufficient_data',
      problem: { code: 'too_little_speech' },
    });
    const jobs = await house.rows<{ state: string; problem: { detail: string } }>(
      `SELECT state, problem FROM job_intent WHERE name = 'make-thumbnail' AND payload->>'takeId' = $1`,
      [take.id],
    );
    expect(jobs).toMatchObject([{ state: 'parked', problem: { detail: expect.stringContaining('no picture') } }]);
  }, 120_000);

  it('tells others every step once, in order and without a figure', async () => {
    const openingId = await house.opening();
    const applicant = await house.applicant(openingId);
    await applicant.consent();
    await applicant.record('q1', await sampleRecording('weak'));
    await applicant.submit();
    await house.settle();

    const told = (await house.told()).filter(({ subject }) => subject === `interview/${applicant.interviewId}`);
    expect(told.map(({ type }) => type)).toEqual([
      'interview.invited',
      'consent.granted',
      'interview.started',
      'take.completed',
      'interview.submitted',
      'take.playable',
      'transcript.ready',
      'score.ready',
      'score.needs_review',
    ]);
    expect(told.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(JSON.stringify(told)).not.toMatch(/"total|"level|"quote|"text/);
  }, 120_000);
});

/** A sample whose sound is as it was, and whose picture no decoder makes anything of. */
async function withNoisyPicture(name: string): Promise<Buffer> {
  const path = join(house.ground.directory, 'noisy.webm');
  const noise = ['-c', 'copy', '-bsf:v', 'noise=amount=1'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-i', `samples/recordings/${name}.webm`, ...noise, path]);
  return await readFile(path);
}

/** The transcript's words between the quote's times. */
function heardAt(transcript: Transcript, { startSeconds, endSeconds }: Evidence): string {
  return transcript.words
    .filter(({ start, end }) => start >= startSeconds! && end <= endSeconds!)
    .map(({ word }) => word)
    .join(' ');
}
