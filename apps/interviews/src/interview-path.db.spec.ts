import { buffer } from 'node:stream/consumers';
import {
  type Evidence,
  getTranscripts,
  grantMedia,
  listCandidates,
  listNotRanked,
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

  it('keeps a playable recording under its own key, and nothing of it in the spool', async () => {
    const openingId = await house.opening();
    const applicant = await house.applicant(openingId);
    await applicant.consent();
    const take = await applicant.record('q1', await sampleRecording('short'));
    await applicant.submit();
    await house.settle();

    const grant = await house.recruiter(grantMedia, { takeId: take.id });
    expect(await applicant.call(grantMedia, { takeId: take.id })).toEqual(grant);
    expect(grant.contentType).toBe('video/webm');
    const { media, spool } = house.ground;
    const played = await buffer(await media.media.read(grant.objectKey, grant.dataKeyId));
    expect(played.subarray(0, 4).toString('hex')).toBe('1a45dfa3');
    expect(await spool.uploadIds()).toEqual([]);
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
      'transcript.ready',
      'score.ready',
      'score.needs_review',
    ]);
    expect(told.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(JSON.stringify(told)).not.toMatch(/"total|"level|"quote|"text/);
  }, 120_000);
});

/** The transcript's words between the quote's times. */
function heardAt(transcript: Transcript, { startSeconds, endSeconds }: Evidence): string {
  return transcript.words
    .filter(({ start, end }) => start >= startSeconds! && end <= endSeconds!)
    .map(({ word }) => word)
    .join(' ');
}
