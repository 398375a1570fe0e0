import { applicationHeld, applicationStageChanged } from '@guildhall/messages/applicants';
import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  addToShortlist,
  type CandidateFilters,
  compareCandidates,
  concludeReview,
  createShortlist,
  exportCandidates,
  listCandidates,
  openReview,
  rateReview,
  readScorecard,
  searchTranscripts,
  type TranscriptHitPage,
  type TranscriptSearchQuery,
  whatIfOrder,
} from '@guildhall/messages/interviews';
import { InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import type { TestApplicant } from '../../test/test-applicant.js';

const people = ['excellent', 'good', 'mediocre', 'weak'] as const;
type Name = (typeof people)[number];

let house: InterviewHouse;
let openingId: string;
let by: Record<Name, TestApplicant>;
let nameOf: Map<string, Name>;

beforeAll(async () => {
  house = await InterviewHouse.open();
  openingId = await house.opening();
  by = {} as Record<Name, TestApplicant>;
  for (const name of people) {
    const terms = { language: name === 'weak' ? 'en-GB' : 'en-US', country: name === 'good' ? 'CA' : 'US' };
    by[name] = await house.applicant(openingId, terms);
    await by[name].consent();
    await by[name].write('q1', sampleAnswer(name).text);
    await by[name].submit();
  }
  await house.settle();
  nameOf = new Map(people.map((name) => [by[name].application.applicationId, name]));
}, 60_000);

afterAll(async () => {
  await house?.close();
});

const named = (rows: { applicationId: string }[]) => rows.map(({ applicationId }) => nameOf.get(applicationId)!);
const idOf = (name: Name) => by[name].application.applicationId;
const filtered = async (filters: CandidateFilters) =>
  named((await house.recruiter(listCandidates, { openingId, ...filters })).data).sort();
const found = async (q: string, filters: CandidateFilters = {}) =>
  (await house.recruiter(searchTranscripts, { openingId, ...filters, q })).data;
const audited = async (action: string) =>
  (await house.rows('SELECT 1 FROM audit_entry WHERE action = $1 AND subject = $2', [action, openingId])).length;

async function move(name: Name, to: 'evaluated' | 'held'): Promise<void> {
  const { application } = by[name];
  const { applicationId } = application;
  const subject = `application/${applicationId}`;
  const at = house.clock.now();
  if (to === 'evaluated') {
    const data = { applicationId, openingId, from: 'interviewing' as const, to };
    house.applicants.tell(applicationStageChanged, subject, data, at);
  } else {
    const decision = { decisionId: newId('dec'), reasonCode: 'second_opinion', decidedBy: house.recruiterId };
    house.applicants.tell(applicationHeld, subject, { ...application, ...decision }, at);
  }
  await house.settle();
}

describe('Candidates', () => {
  it('are filtered by what is so at the moment, and by all that is asked for', async () => {
    await move('excellent', 'evaluated');
    await move('good', 'evaluated');
    await move('good', 'held');
    expect(await filtered({ country: 'US' })).toEqual(['excellent', 'mediocre', 'weak']);
    expect(await filtered({ country: 'CA' })).toEqual(['good']);
    expect(await filtered({ language: 'en' })).toEqual([...people]);
    expect(await filtered({ language: 'en-US' })).toEqual(['excellent', 'good', 'mediocre']);
    expect(await filtered({ language: 'en-GB' })).toEqual(['weak']);
    expect(await filtered({ stage: ['held'] })).toEqual(['good']);
    expect(await filtered({ stage: ['held', 'evaluated'] })).toEqual(['excellent', 'good']);
    expect(await filtered({ stage: ['held', 'evaluated'], country: 'US' })).toEqual(['excellent']);
    expect(await filtered({ needsReview: true })).toEqual([...people]);
    expect(await filtered({ needsReview: false })).toEqual([]);
    expect(await filtered({ q: '"published report"' })).toEqual(['excellent', 'good']);
    expect(await filtered({ q: 'feeling' })).toEqual(['weak']);
  });

  it('are filtered by a shortlist, which is of one opening', async () => {
    const { id: shortlistId } = await house.recruiter(createShortlist, { openingId, name: 'To look at again' });
    for (const name of ['good', 'weak'] as const)
      await house.recruiter(addToShortlist, { shortlistId, applicationId: idOf(name) });
    expect(await filtered({ shortlistId })).toEqual(['good', 'weak']);
    expect(await filtered({ shortlistId, country: 'CA' })).toEqual(['good']);
    const other = await house.recruiter(createShortlist, { openingId: await house.opening(), name: 'Elsewhere' });
    expect(await filtered({ shortlistId: other.id })).toEqual([]);
  });

  it('are filtered by levels as they are stored', async () => {
    const { data } = await house.recruiter(listCandidates, { openingId });
    for (const [criterion, least] of [
      ['verification', 2],
      ['task_design', 3],
      ['verification', 5],
    ] as const) {
      const expected = data
        .filter(({ scorecard }) => scorecard.criteria.find((each) => each.criterion === criterion)!.level! >= least)
        .sort((a, b) => nameOf.get(a.applicationId)!.localeCompare(nameOf.get(b.applicationId)!));
      expect(await filtered({ level: [`${criterion}:${least}`] })).toEqual(named(expected));
    }
    expect(await filtered({ level: ['no_criterion:1'] })).toEqual([]);
  });

  it('show how much speaks for them, what to look at, and what a reviewer made of it', async () => {
    const applicationId = idOf('mediocre');
    const shown = async () =>
      (await house.recruiter(listCandidates, { openingId })).data.find((each) => each.applicationId === applicationId)!;
    const before = await shown();
    const { criteria: judged } = await house.recruiter(readScorecard, { applicationId });
    const evidence = judged.flatMap((criterion) => criterion.evidence);
    expect(before).toMatchObject({ language: 'en-US', country: 'US', evidenceCount: evidence.length, override: null });
    expect(before.flags).toContain('baseline_engine');
    const { criteria } = await house.recruiter(openReview, { applicationId });
    const ratings = criteria.map(({ criterion }) => ({ criterion, level: 5 }));
    await house.recruiter(rateReview, { applicationId, ratings });
    expect((await shown()).override).toBeNull();
    await house.recruiter(concludeReview, { applicationId, changes: [] });
    const { override } = await shown();
    expect(override).toMatchObject({ reviewerId: house.recruiterId, reasonCode: null });
    expect(override!.levels).toEqual(expect.arrayContaining([{ criterionId: 'verification', level: 5 }]));
  });

  it('are weighed anew without anything being kept', async () => {
    const kept = () =>
      house.rows(
        'SELECT (SELECT count(*) FROM ranking), (SELECT count(*) FROM scorecard), sum(total_bp) FROM scorecard',
      );
    const before = await kept();
    const { data } = await house.recruiter(listCandidates, { openingId });
    const weights = [{ criterionId: 'verification', weight: 100 }];
    const order = await house.recruiter(whatIfOrder, { openingId, weights });
    const levelOf = ({ applicationId }: { applicationId: string }) =>
      data
        .find((each) => each.applicationId === applicationId)!
        .scorecard.criteria.find(({ criterion }) => criterion === 'verification')!.level!;
    expect(order.data.map(({ total }) => total)).toEqual(order.data.map((each) => `${levelOf(each)}.00`));
    const levels = order.data.map(levelOf);
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    expect(order).toMatchObject({ weights, hasMore: false });
    for (const place of order.data) {
      expect(place.storedRank).toBe(data.find(({ applicationId }) => applicationId === place.applicationId)!.rank);
    }
    expect(await kept()).toEqual(before);
    const wrong = [{ criterionId: 'verification', weight: 99 }];
    await expect(house.recruiter(whatIfOrder, { openingId, weights: wrong })).rejects.toMatchObject({
      code: 'validation_failed',
    });
  });

  it('stand side by side, with the quotes that speak best for them', async () => {
    const applicationIds = [idOf('weak'), idOf('excellent')];
    const { criteria, candidates, isTied } = await house.recruiter(compareCandidates, { openingId, applicationIds });
    expect(named(candidates)).toEqual(['weak', 'excellent']);
    expect(criteria.map(({ id }) => id)).toEqual(['task_design', 'verification', 'fair_grading']);
    expect(criteria.every(({ levels }) => levels.length === 5)).toBe(true);
    expect(isTied).toBe(false);
    const [weak, excellent] = candidates;
    expect(excellent!.rank!).toBeLessThan(weak!.rank!);
    const quoted = excellent!.criteria.find(({ criterionId }) => criterionId === 'verification')!.bestQuote!;
    expect(sampleAnswer('excellent').text.toLowerCase()).toContain(quoted.text.toLowerCase());
    expect(quoted).toMatchObject({ questionId: 'q1', takeId: null, startMs: null, endMs: null });
    const unranked = await house.applicant(openingId);
    const { applicationId } = unranked.application;
    const beside = await house.recruiter(compareCandidates, {
      openingId,
      applicationIds: [idOf('good'), applicationId],
    });
    expect(beside.candidates[1]).toEqual({
      ...{
        applicationId,
        rank: null,
        band: null,
        bandSize: null,
        interval: null,
        total: null,
        word: null,
        criteria: [],
      },
    });
    expect(beside.isTied).toBe(false);
    const elsewhere = await house.applicant(await house.opening());
    for (const foreign of [elsewhere.application.applicationId, newId('app')]) {
      const asked = house.recruiter(compareCandidates, { openingId, applicationIds: [idOf('good'), foreign] });
      await expect(asked).rejects.toMatchObject({ code: 'not_found' });
    }
  }, 30_000);

  it('leave in batches, with one row in the audit log, as long as somebody is on the opening', async () => {
    const before = await audited('candidates.exported');
    const first = await house.recruiter(exportCandidates, { openingId, format: 'csv', country: 'US' });
    expect(named(first.data).sort()).toEqual(['excellent', 'mediocre', 'weak']);
    expect(first).toMatchObject({ criteria: ['fair_grading', 'task_design', 'verification'], hasMore: false });
    expect(JSON.stringify(first)).not.toContain('published report');
    const rest = { openingId, format: 'csv' as const, rankingId: first.rankingId!, cursor: '2' };
    expect((await house.recruiter(exportCandidates, rest)).data).toHaveLength(2);
    expect(await audited('candidates.exported')).toBe(before + 1);
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['recruiter'] });
    await expect(outsider(exportCandidates, rest)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('What was said', () => {
  it('is found with its sentence, by the words of its language', async () => {
    const hits = await found('comparing');
    expect(new Set(named(hits))).toEqual(new Set(['excellent', 'good', 'mediocre']));
    const hit = hits.find(({ applicationId }) => applicationId === idOf('excellent'))!;
    expect(hit).toMatchObject({ interviewId: by.excellent.interviewId, questionId: 'q1', takeId: null, startMs: null });
    const [match] = hit.matches as [{ start: number; length: number }];
    expect(hit.sentence.slice(match.start, match.start + match.length)).toBe('compare');
    expect(await found('compare -number')).toEqual([]);
    expect(await found('the')).toEqual([]);
    expect(await found('"); DROP TABLE interview --')).toEqual([]);
  });

  it('is found page by page in one order', async () => {
    const all = await found('number or marks');
    const pages: unknown[] = [];
    let cursor: string | null = null;
    do {
      const input: TranscriptSearchQuery = {
        openingId,
        q: 'number or marks',
        limit: 2,
        ...(cursor !== null && { cursor }),
      };
      const page: TranscriptHitPage = await house.recruiter(searchTranscripts, input);
      pages.push(...page.data);
      cursor = page.nextCursor;
      expect(page.hasMore).toBe(cursor !== null);
    } while (cursor !== null);
    expect(pages).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
  });

  it('is looked for together with every filter', async () => {
    expect(new Set(named(await found('number', { country: 'CA' })))).toEqual(new Set(['good']));
    expect(new Set(named(await found('number', { language: 'en-GB' })))).toEqual(new Set(['weak']));
    expect(await found('number', { needsReview: false })).toEqual([]);
    expect(await found('number', { stage: ['withdrawn'] })).toEqual([]);
    expect(new Set(named(await found('report', { stage: ['held'], needsReview: true })))).toEqual(new Set(['good']));
    const strong = await filtered({ level: ['verification:4'] });
    expect([...new Set(named(await found('number', { level: ['verification:4'] })))].sort()).toEqual(strong);
  });

  it('is compared as Arabic where it was said in Arabic', async () => {
    await house.rows(
      `INSERT INTO transcript_sentence (interview_id, transcript_id, sentence, opening_id, question_id, configuration, text, words)
       SELECT interview_id, gen_random_uuid(), 1, opening_id, 'q1', 'arabic', $2, to_tsvector('arabic', $2)
       FROM transcript_sentence WHERE interview_id = $1 LIMIT 1`,
      [uuidOf(by.good.interviewId), 'قارنت الأرقام بالتقرير المنشور'],
    );
    const [hit] = await found('أرقام');
    expect(hit!.sentence.slice(hit!.matches[0]!.start, hit!.matches[0]!.start + hit!.matches[0]!.length)).toBe(
      'الأرقام',
    );
  });

  it('is for the staff on the opening, and kept in the audit log without the words', async () => {
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['recruiter'] });
    const weights = [{ criterionId: 'verification', weight: 100 }];
    const applicationIds = [idOf('good'), idOf('weak')];
    for (const ask of [
      () => outsider(searchTranscripts, { openingId, q: 'number' }),
      () => outsider(whatIfOrder, { openingId, weights }),
      () => outsider(compareCandidates, { openingId, applicationIds }),
      () => by.good.call(searchTranscripts, { openingId, q: 'number' }),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'not_found' });
    }
    const before = await audited('transcripts.searched');
    await found('canary');
    expect(await audited('transcripts.searched')).toBe(before + 1);
    expect(await house.rows(`SELECT 1 FROM audit_entry WHERE details::text LIKE '%canary%'`)).toEqual([]);
  });

  it('is the last text of an answer, and gone from search and from old pages with its speaker', async () => {
    const { rankingId } = await house.recruiter(listCandidates, { openingId });
    expect(named(await found('feeling'))).toEqual(['weak']);
    await house.withdraw(by.weak);
    expect(await found('feeling')).toEqual([]);
    const old = await house.recruiter(listCandidates, { openingId, rankingId: rankingId! });
    expect(named(old.data).sort()).toEqual(['excellent', 'good', 'mediocre']);
    const [row] = await house.rows<{ places: number }>(
      'SELECT count(*)::int AS places FROM ranking_entry WHERE ranking_id = $1',
      [uuidOf(rankingId!)],
    );
    expect(row!.places).toBe(4);
  });
});
