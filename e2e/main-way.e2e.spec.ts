import type { DecidedMany, StaffApplication, StaffOpening } from '@guildhall/messages/applicants';
import type { FeedEvent } from '@guildhall/messages/events';
import type { Interview, Review, Scorecard, ScorecardOutline, Transcripts } from '@guildhall/messages/interviews';
import { ApiProblem, everyItem } from '../tools/client/api-client.js';
import type { ApplicantClient } from '../tools/client/applicant.js';
import type { StaffAccount } from '../tools/client/staff.js';
import { exchange, headerOf } from './support/exchange.js';
import { type House, startHouse } from './support/house.js';
import { makeApplicant, makeOpening, sampleAnswer, sampleRecording } from './support/opening.js';

interface MediaLink {
  url: string;
  thumbnailUrl: string | null;
  captionsPath: string | null;
  durationSeconds: number | null;
  parts: object[];
}

interface Candidate {
  applicationId: string;
  name: string;
  band: number;
  rank: number;
  stage: string;
  scorecard: ScorecardOutline;
}

interface Way {
  timeline: { step: string; state: string; decidedBy: string | null }[];
  decisions: object[];
}

interface WayWithAppeal extends Way {
  stage: string;
  appeal: object | null;
  appealUntil: string | null;
}

interface Work {
  decisions: object[];
  reviews: object[];
  appeals: object[];
}

describe('the way from an application to a decision', () => {
  let house: House;
  let recruiter: StaffAccount;
  let opening: StaffOpening;
  const applicants = new Map<string, ApplicantClient>();

  beforeAll(async () => {
    house = await startHouse();
    recruiter = await house.invite('recruiter', ['recruiter']);
    opening = await makeOpening(recruiter.api);
    for (const name of ['excellent', 'weak', 'offtopic']) {
      const applicant = await makeApplicant(house, opening.id, name);
      await applicant.consent();
      // Recognising speech is most of the work here; one who speaks and two who write are ranked together.
      if (name === 'excellent') await applicant.answer('q1', sampleRecording(name));
      else await applicant.write('q1', sampleAnswer(name));
      await applicant.submit();
      applicants.set(name, applicant);
    }
    await house.settle();
  }, 240_000);

  afterAll(async () => {
    await house?.close();
  });

  it('tells anybody in numbers what the interview asks, and no question', async () => {
    const job = await house.anonymous.get<object>(`/v1/jobs/${opening.id}`);
    expect(job).toMatchObject({
      interview: { questions: 3, minutes: expect.any(Number), triesPerAnswer: 3 },
      aiEvaluation: { used: true, consentTextVersion: expect.any(String) },
    });
    const { questions } = await applicants.get('weak')!.interview();
    expect(questions).toHaveLength(3);
    for (const { text } of questions) expect(JSON.stringify(job)).not.toContain(text);
    expect(await everyItem<object>(house.anonymous, `/v1/jobs?q=${encodeURIComponent(opening.title)}`)).toEqual([job]);
  });

  it('ranks what was said well before what was said badly, and holds out what cannot be judged', async () => {
    const candidates = await everyItem<Candidate>(recruiter.api, `/v1/openings/${opening.id}/candidates`);
    expect(candidates.map(({ name }) => name)).toEqual(['Applicant excellent', 'Applicant weak']);
    expect(candidates[0]!.band).toBeLessThan(candidates[1]!.band);
    const apart = await everyItem<{ name: string; reasons: string[] }>(
      recruiter.api,
      `/v1/openings/${opening.id}/not-ranked`,
    );
    expect(apart).toEqual([expect.objectContaining({ name: 'Applicant offtopic', reasons: ['off_topic'] })]);
  });

  it('finds candidates by facts and by words, sets them side by side, weighs them anew, and sends them as a file', async () => {
    const of = `/v1/openings/${opening.id}`;
    const named = async (query: string) =>
      (await everyItem<Candidate>(recruiter.api, `${of}/candidates?${query}`)).map(({ name }) => name);
    expect(await named('stage=evaluated&country=US')).toEqual(['Applicant excellent', 'Applicant weak']);
    expect(await named('stage=held&stage=withdrawn')).toEqual([]);
    const [strong, weak] = await everyItem<Candidate>(recruiter.api, `${of}/candidates`);
    const levelOf = (candidate: Candidate, id: string) =>
      candidate.scorecard.criteria.find(({ criterion }) => criterion === id)!.level;
    const { criterion, level } = strong!.scorecard.criteria.find(
      (each) => each.level > levelOf(weak!, each.criterion),
    )!;
    expect(await named(`level=${criterion}:${level}&needsReview=true`)).toEqual(['Applicant excellent']);
    expect(await named('q=feeling')).toEqual(['Applicant weak']);

    interface Hit {
      name: string;
      sentence: string;
      startMs: number | null;
      takeId: string | null;
      matches: { start: number; length: number }[];
    }
    const hits = await everyItem<Hit>(recruiter.api, `${of}/transcript-search?q=number&limit=1`);
    const spoken = hits.find(({ name }) => name === 'Applicant excellent')!;
    expect(spoken).toMatchObject({ startMs: expect.any(Number), takeId: expect.stringMatching(/^tak_/) });
    const [match] = spoken.matches;
    expect(spoken.sentence.slice(match!.start, match!.start + match!.length).toLowerCase()).toMatch(/^number/);

    const ids = [strong!, weak!].map(({ applicationId }) => applicationId).join(',');
    const comparison = await recruiter.api.get<{ candidates: { name: string }[]; isTied: boolean }>(
      `${of}/comparison?applicationIds=${ids}`,
    );
    expect(comparison.candidates.map(({ name }) => name)).toEqual(['Applicant excellent', 'Applicant weak']);
    expect(comparison.isTied).toBe(false);
    const weights = [{ criterionId: 'fair_grading', weight: 100 }];
    const order = await recruiter.api.post<{ data: { name: string }[] }>(`${of}/what-if`, { weights });
    expect(order.data.map(({ name }) => name).sort()).toEqual(['Applicant excellent', 'Applicant weak']);

    const exported = async (query: string) =>
      await exchange(house.anonymous.baseUrl, {
        ...{ method: 'GET', path: `${of}/candidates/export?${query}`, token: recruiter.api.token },
      });
    const csv = await exported('format=csv');
    expect(headerOf(csv, 'content-disposition')).toContain('attachment');
    const [head, first, second, end] = csv.body.split('\r\n');
    expect(head).toContain('level.verification');
    expect([first!.split(',')[4], second!.split(',')[4], end]).toEqual(['Applicant excellent', 'Applicant weak', '']);
    const lines = (await exported('format=jsonl&country=US&stage=evaluated')).body.trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as Candidate).name)).toEqual([
      'Applicant excellent',
      'Applicant weak',
    ]);
  });

  it('lets a person decide only after they have looked, and only on what they have seen', async () => {
    const { applicationId } = await firstCandidate();
    const path = `/v1/applications/${applicationId}`;
    const decision = { kind: 'advance', reasonCode: 'strong_evidence' };
    const seen = await recruiter.api.request<StaffApplication>('GET', path);
    const ifMatch = { 'if-match': seen.headers.get('etag')! };
    await expect(recruiter.api.post(`${path}/decisions`, decision)).rejects.toMatchObject({ status: 428 });
    await expect(recruiter.api.post(`${path}/decisions`, decision, { headers: ifMatch })).rejects.toMatchObject({
      problem: { code: 'decision_needs_review' },
    });
    await recruiter.api.post(`${path}/scorecard/readings`);
    const stale = { 'if-match': '"999"' };
    await expect(recruiter.api.post(`${path}/decisions`, decision, { headers: stale })).rejects.toMatchObject({
      status: 412,
    });
    const decided = await recruiter.api.post<StaffApplication>(`${path}/decisions`, decision, { headers: ifMatch });
    expect(decided).toMatchObject({ stage: 'advanced', decisions: [{ decidedBy: recruiter.id, ...decision }] });
    const applicant = applicants.get('excellent')!;
    const { timeline, decisions } = await applicant.api.get<Way>(`/v1/me${path.slice('/v1'.length)}`);
    const { displayName } = await recruiter.api.get<{ displayName: string }>('/v1/me');
    expect(decisions).toMatchObject([{ ...decision, decidedBy: displayName }]);
    expect(timeline.map(({ step, state }) => `${step} ${state}`)).toEqual([
      ...['received done', 'interview_ready done', 'interview_started done', 'transcript_preparing done'],
      ...['transcript_check done', 'scoring done', 'decision_pending done', 'offer next'],
    ]);
    expect(timeline.find(({ step }) => step === 'decision_pending')).toMatchObject({ decidedBy: displayName });
  });

  it('shows evidence that stands word for word in the transcript, at its times', async () => {
    const { applicationId } = await firstCandidate();
    const { criteria } = await recruiter.api.post<Scorecard>(`/v1/applications/${applicationId}/scorecard/readings`);
    const { transcripts } = await recruiter.api.get<Transcripts>(`/v1/applications/${applicationId}/transcripts`);
    const words = transcripts[0]!.words;
    const quotes = criteria.flatMap(({ evidence }) => evidence);
    expect(quotes.length).toBeGreaterThan(4);
    for (const { quote, startSeconds, endSeconds } of quotes) {
      const within = words.filter(({ start, end }) => start >= startSeconds! && end <= endSeconds!);
      expect(within.map(({ word }) => word).join(' ')).toBe(quote);
    }
  });

  it('takes a mistake in a transcript from its speaker when it is too late to correct it, and shows it to the staff', async () => {
    const { api, interviewId, application } = applicants.get('excellent')!;
    const own = `/v1/interviews/${interviewId}/transcripts`;
    const { transcripts } = await api.get<Transcripts>(own);
    const path = `${own}/${transcripts[0]!.id}`;
    const wrong = transcripts[0]!.sentences[0]!;
    await expect(api.post(`${path}/corrections`, { sentence: wrong.n, text: 'Another one.' })).rejects.toMatchObject({
      ...{
        status: 409,
        problem: { code: 'transcript_check_over', detail: expect.stringContaining('report a mistake') },
      },
    });
    const mistake = { sentence: wrong.n, note: 'I said "the model".' };
    await api.post(`${path}/mistakes`, mistake);
    const seen = await recruiter.api.get<Transcripts>(`/v1/applications/${application.id}/transcripts`);
    expect(seen.transcripts[0]).toMatchObject({
      ...{ text: transcripts[0]!.text, correctedText: null, reportedMistakes: [mistake] },
    });
  });

  it('tells every step as an event, in order for each subject', async () => {
    await house.settle();
    const events = await everyItem<FeedEvent>(house.admin, '/v1/events?limit=100');
    const bySubject = grouped(events);
    for (const [, own] of bySubject) {
      const sequences = own.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    }
    const types = new Set(events.map(({ type }) => type));
    for (const type of [
      'opening.opened',
      'application.submitted',
      'interview.submitted',
      'score.ready',
      'application.advanced',
    ]) {
      expect(types).toContain(type);
    }
    expect(JSON.stringify(events)).not.toMatch(/applicants\.example|Applicant excellent/);
  });

  it('plays the recording to its applicant and to the staff on the opening, in parts', async () => {
    const excellent = applicants.get('excellent')!;
    const interview = await excellent.interview();
    const takeId = interview.questions[0]!.answer!.takes[0]!.id;
    const link = await recruiter.api.post<MediaLink>(`/v1/takes/${takeId}/media-links`);
    const { url } = link;
    const whole = await fetch(new URL(url, house.anonymous.baseUrl));
    expect(whole.status).toBe(200);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const part = await fetch(new URL(url, house.anonymous.baseUrl), { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
    // Storage encrypts in chunks of 64 KiB; a player's ranges know nothing of them.
    for (const [range, start, end] of [
      ['65530-131080', 65_530, 131_081],
      ['-77', bytes.length - 77, bytes.length],
      [`${bytes.length - 5}-`, bytes.length - 5, bytes.length],
    ] as const) {
      const asked = await fetch(new URL(url, house.anonymous.baseUrl), { headers: { range: `bytes=${range}` } });
      expect(Buffer.from(await asked.arrayBuffer()).equals(bytes.subarray(start, end))).toBe(true);
    }
    await expectBeside(link, excellent);
    house.clock.advance({ minutes: 6 });
    expect((await fetch(new URL(url, house.anonymous.baseUrl))).status).toBe(404);
  });

  it('answers for somebody else’s interview exactly as for one that does not exist', async () => {
    const other = applicants.get('weak')!;
    const mine = applicants.get('excellent')!;
    const random = mine.interviewId.replace(/.{8}$/, '00000000');
    const problemOf = async (id: string) => {
      const thrown = await other.api.get<Interview>(`/v1/interviews/${id}`).catch((error: unknown) => error);
      const { status, problem } = thrown as ApiProblem;
      return { status, problem };
    };
    expect(await problemOf(mine.interviewId)).toEqual(await problemOf(random));
  });

  it('lets somebody who knows nothing of it look again at what was decided against an applicant, and take it back', async () => {
    const [weak, excellent] = [applicants.get('weak')!, applicants.get('excellent')!];
    const [{ id }, { id: advanced }] = [weak.application, excellent.application];
    const decisions = { applicationIds: [id, advanced], decision: 'not_select', reasonCode: 'evidence_insufficient' };
    const decideBoth = () => recruiter.api.post<DecidedMany>(`/v1/openings/${opening.id}/decisions`, decisions);
    expect((await decideBoth()).refused).toMatchObject([
      { applicationId: id, code: 'decision_needs_review' },
      { applicationId: advanced, code: 'application_wrong_stage' },
    ]);
    await recruiter.api.post(`/v1/applications/${id}/scorecard/readings`);
    expect(await decideBoth()).toMatchObject({ moved: [id], refused: [{ applicationId: advanced }] });

    const mine = () => weak.api.get<WayWithAppeal>(`/v1/me/applications/${id}`);
    await house.settle();
    expect(await mine()).toMatchObject({ stage: 'not_selected', appeal: null, appealUntil: expect.any(String) });
    await weak.api.post(`/v1/me/applications/${id}/appeal`, { reason: 'I did say it.' });
    await house.settle();
    const reviewer = await house.invite('another-look', ['reviewer']);
    await recruiter.api.post(`/v1/openings/${opening.id}/staff`, { staffId: reviewer.id });
    const { appeals, decisions: owed } = await reviewer.api.get<Work>('/v1/me/work');
    expect(appeals).toMatchObject([{ applicationId: id, openingTitle: opening.title, name: null }]);
    expect(owed).toEqual([]);
    await expect(reviewer.api.get(`/v1/applications/${id}`)).rejects.toMatchObject({ status: 403 });
    const path = `/v1/applications/${id}`;
    const { criteria } = await reviewer.api.post<Review>(`${path}/review`);
    await reviewer.api.post(`${path}/review/ratings`, {
      ratings: criteria.map(({ criterion }) => ({ criterion, level: 4 })),
    });
    await reviewer.api.post(`${path}/review/conclusion`, { changes: [] });
    await reviewer.api.post(`${path}/appeal/conclusion`, { outcome: 'changed', reasonCode: 'evidence_was_missed' });
    await house.settle();
    const { displayName } = await reviewer.api.get<{ displayName: string }>('/v1/me');
    expect(await mine()).toMatchObject({
      ...{ stage: 'evaluated', appealUntil: null, decisionDueAt: expect.any(String) },
      appeal: { state: 'changed', concludedBy: displayName },
    });
    const work = await recruiter.api.get<Work>('/v1/me/work');
    expect(work.decisions).toContainEqual(expect.objectContaining({ applicationId: id, name: 'Applicant weak' }));
  });

  /** Picture, captions and parts of a recording, for its applicant as for the staff. */
  async function expectBeside(link: MediaLink, { api }: ApplicantClient): Promise<void> {
    const picture = await fetch(new URL(link.thumbnailUrl!, house.anonymous.baseUrl));
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(0, 2)
        .toString('hex'),
    ).toBe('ffd8');
    expect(link.parts).toEqual([{ number: 1, startSeconds: 0, durationSeconds: link.durationSeconds }]);
    const captions = await Promise.all(
      [recruiter.api, api].map(async ({ baseUrl, token }) => {
        const headers = { authorization: `Bearer ${token}` };
        return await (await fetch(new URL(link.captionsPath!, baseUrl), { headers })).text();
      }),
    );
    expect(captions[0]).toMatch(/^WEBVTT\n\n00:00:0\d\.\d{3} --> /);
    expect(captions[1]).toBe(captions[0]);
  }

  async function firstCandidate(): Promise<Candidate> {
    return (await everyItem<Candidate>(recruiter.api, `/v1/openings/${opening.id}/candidates`))[0]!;
  }
});

function grouped(events: FeedEvent[]): Map<string, FeedEvent[]> {
  const groups = new Map<string, FeedEvent[]>();
  for (const event of events) groups.set(event.subject, [...(groups.get(event.subject) ?? []), event]);
  return groups;
}
