import { newId, uuidOf } from '@guildhall/messages/contract';
import {
  type CandidatePage,
  listCandidates,
  listNotRanked,
  readScorecard,
  reviewState,
} from '@guildhall/messages/interviews';
import { InterviewHouse } from '../../test/interview-house.js';
import { attackStrings, type SampleId, sampleAnswer, sampleIds } from '../../test/sample-answers.js';
import type { TestApplicant } from '../../test/test-applicant.js';
import type { ScorecardDraft } from '../scoring/scorecard.js';

let house: InterviewHouse;

beforeAll(async () => {
  house = await InterviewHouse.open();
});

afterAll(async () => {
  await house?.close();
});

/** Somebody who has answered the first question in writing and submitted. */
async function submitted(openingId: string, text: string): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.answerInWriting(text);
  return applicant;
}

async function scored<S extends SampleId>(openingId: string, samples: readonly S[]): Promise<Record<S, TestApplicant>> {
  const applicants = {} as Record<S, TestApplicant>;
  for (const sample of samples) applicants[sample] = await submitted(openingId, sampleAnswer(sample).text);
  await house.settle();
  return applicants;
}

const page = (openingId: string, more: { rankingId?: string; cursor?: string; limit?: number } = {}) =>
  house.recruiter(listCandidates, { openingId, ...more });

const applicationsOf = ({ data }: CandidatePage) => data.map(({ applicationId }) => applicationId);

const auditedTimes = async (action: string, subject: string) =>
  (await house.rows('SELECT 1 FROM audit_entry WHERE action = $1 AND subject = $2', [action, subject])).length;

describe('The ranking of an opening', () => {
  it('puts the better answers into the better bands, and those that a person has to judge apart', async () => {
    const openingId = await house.opening();
    const by = await scored(openingId, sampleIds);
    const ranked = await page(openingId);
    const bandOf = (sample: SampleId) =>
      ranked.data.find(({ applicationId }) => applicationId === by[sample].application.applicationId)?.band;
    expect(Math.max(bandOf('excellent')!, bandOf('good')!)).toBeLessThan(
      Math.min(bandOf('mediocre')!, bandOf('weak')!),
    );
    expect([bandOf('offtopic'), bandOf('stuffed')]).toEqual([undefined, undefined]);

    const { data: apart } = await house.recruiter(listNotRanked, { openingId });
    expect(apart.map(({ applicationId, reasons }) => [applicationId, reasons[0]]).sort()).toEqual(
      [
        [by.offtopic.application.applicationId, 'off_topic'],
        [by.stuffed.application.applicationId, 'list_like'],
      ].sort(),
    );
  }, 60_000);

  it('shows no figure of a result that is held out, anywhere', async () => {
    const openingId = await house.opening();
    const attack = attackStrings().find(({ id }) => id === 'A01')!.text;
    const applicant = await submitted(openingId, `${sampleAnswer('excellent').text} ${attack}`);
    await house.settle();
    const { applicationId } = applicant.application;
    const [row] = await house.rows<{ draft: ScorecardDraft; total_bp: number | null; standard_error: number | null }>(
      'SELECT draft, total_bp, standard_error FROM scorecard WHERE application_id = $1',
      [uuidOf(applicationId)],
    );
    expect([row!.total_bp, row!.standard_error, row!.draft.figures]).toEqual([null, null, null]);
    const withheld = row!.draft.withheldFigures!;
    expect(withheld.totalBp).toBeGreaterThan(30_000);

    const scorecard = await house.recruiter(readScorecard, { applicationId });
    expect(scorecard).toMatchObject({ outcome: 'held_out', total: null, standardError: null, interval: null });
    for (const criterion of scorecard.criteria)
      expect(criterion).toMatchObject({ level: null, anchor: null, word: null });
    const shown = JSON.stringify([
      scorecard,
      await house.recruiter(listNotRanked, { openingId }),
      await page(openingId),
      await applicant.interview(),
      await house.told(),
    ]);
    for (const figure of [withheld.total, String(withheld.totalBp), withheld.se.toFixed(4)]) {
      expect(shown).not.toContain(`"${figure}"`);
      expect(shown).not.toContain(`:${figure}`);
    }
  }, 30_000);

  it('lists results that no summary is kept of yet, as after an update, and makes it with the next ranking', async () => {
    const openingId = await house.opening();
    await scored(openingId, ['good']);
    const [before] = (await page(openingId)).data;
    const [again] = await house.rows<{ id: string }>(
      `INSERT INTO scorecard (id, interview_id, application_id, opening_id, input_sha256, purpose, outcome, total_bp, standard_error,
         review_required, draft, record, created_at)
       SELECT gen_random_uuid(), interview_id, application_id, opening_id, 'again', purpose, outcome, total_bp, standard_error,
         review_required, draft, record, created_at + interval '1 second' FROM scorecard WHERE opening_id = $1 RETURNING id`,
      [uuidOf(openingId)],
    );
    await house.rows(
      `WITH made AS (INSERT INTO ranking (id, opening_id, number, input_sha256, ranked_at)
         SELECT gen_random_uuid(), opening_id, number + 1, 'again', ranked_at FROM ranking WHERE opening_id = $1 RETURNING id)
       INSERT INTO ranking_entry (ranking_id, place, application_id, interview_id, scorecard_id, rank, band,
         also_ties_with_previous_band, band_size)
       SELECT made.id, 1, application_id, interview_id, scorecard.id, 1, 1, false, 1 FROM made, scorecard WHERE scorecard.id = $2`,
      [uuidOf(openingId), again!.id],
    );
    const [listed] = (await page(openingId)).data;
    const { id, createdAt, ...outline } = before!.scorecard;
    expect(listed!.scorecard).toMatchObject(outline);
    expect(listed!.scorecard.id).not.toBe(id);
    const kept = () => house.rows('SELECT outline FROM scorecard_outline WHERE scorecard_id = $1', [again!.id]);
    expect(await kept()).toEqual([]);
    await scored(openingId, ['weak']);
    expect(await kept()).toMatchObject([{ outline: { ...outline, evidenceCount: before!.evidenceCount } }]);
  }, 30_000);

  it('keeps its pages still while new results arrive', async () => {
    const openingId = await house.opening();
    await scored(openingId, ['good', 'mediocre', 'weak']);
    const first = await page(openingId, { limit: 2 });
    expect(first).toMatchObject({ hasMore: true, nextCursor: '2' });
    const newcomer = await scored(openingId, ['excellent']);

    const rest = await page(openingId, { limit: 2, cursor: first.nextCursor!, rankingId: first.rankingId! });
    expect(rest).toMatchObject({ rankingId: first.rankingId, hasMore: false, nextCursor: null });
    const before = [...applicationsOf(first), ...applicationsOf(rest)];
    expect(new Set(before).size).toBe(3);
    const fresh = await page(openingId);
    expect(fresh.rankingId).not.toBe(first.rankingId);
    expect(applicationsOf(fresh)).toContain(newcomer.excellent.application.applicationId);
    expect(new Set(applicationsOf(fresh)).size).toBe(4);
  }, 30_000);

  it('says that a ranking is no longer kept, and means the same by one of another opening', async () => {
    const openingId = await house.opening();
    await scored(openingId, ['weak']);
    const { rankingId } = await page(openingId);
    for (let newer = 0; newer < 20; newer += 1) await scored(openingId, ['weak']);
    const other = await house.opening();
    await scored(other, ['good']);
    for (const gone of [rankingId!, (await page(other)).rankingId!, newId('rnk')]) {
      await expect(page(openingId, { rankingId: gone })).rejects.toMatchObject({ code: 'ranking_expired' });
    }
    const kept = await house.rows('SELECT id FROM ranking WHERE opening_id = $1', [uuidOf(openingId)]);
    expect(kept).toHaveLength(20);
    const orphans = await house.rows(
      'SELECT place FROM ranking_entry WHERE ranking_id NOT IN (SELECT id FROM ranking)',
    );
    expect(orphans).toEqual([]);
  }, 120_000);

  it('holds everybody when ten results come at once', async () => {
    const openingId = await house.opening();
    const applicants: TestApplicant[] = [];
    for (let one = 0; one < 10; one += 1) {
      const applicant = await house.applicant(openingId);
      await applicant.consent();
      await applicant.write('q1', sampleAnswer('good').text);
      applicants.push(applicant);
    }
    await Promise.all(applicants.map((applicant) => applicant.submit()));
    await house.settle();
    const { data } = await page(openingId);
    expect(data).toHaveLength(10);
    expect(data.every(({ rank, band }) => rank === 1 && band === 1)).toBe(true);
  }, 60_000);

  it('is made once of the same results, however often its job is delivered', async () => {
    const openingId = await house.opening();
    await scored(openingId, ['good']);
    const { rankingId } = await page(openingId);
    await house.rows(`UPDATE job_intent SET state = 'waiting', retry_at = NULL, dispatched_at = NULL
                      WHERE name IN ('rank-opening', 'score-interview')`);
    await house.settle();
    expect((await page(openingId)).rankingId).toBe(rankingId);
  }, 30_000);

  it('is empty, and no error, before there is a result', async () => {
    const openingId = await house.opening();
    expect(await page(openingId)).toEqual({
      rankingId: null,
      rankedAt: null,
      data: [],
      nextCursor: null,
      hasMore: false,
    });
  });
});

describe('Results', () => {
  it('are for the staff on the opening, who leave their name with each read', async () => {
    const openingId = await house.opening();
    const { good } = await scored(openingId, ['good']);
    const { applicationId } = good.application;
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['recruiter'] });
    for (const ask of [
      () => outsider(listCandidates, { openingId }),
      () => outsider(listNotRanked, { openingId }),
      () => outsider(readScorecard, { applicationId }),
      () => good.call(listCandidates, { openingId }),
      () => good.call(readScorecard, { applicationId }),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'not_found' });
    }
    await page(openingId);
    const { id } = await house.recruiter(readScorecard, { applicationId });
    expect(await auditedTimes('candidates.read', openingId)).toBe(1);
    expect(await auditedTimes('scorecard.read', id)).toBe(1);
  }, 30_000);

  it('count as looked at by whoever has read them in full, and by nobody else', async () => {
    const openingId = await house.opening();
    const { good, offtopic } = await scored(openingId, ['good', 'offtopic']);
    const colleague = newId('per');
    for (const { application } of [good, offtopic]) {
      const { applicationId } = application;
      const seenBy = (staffId: string) => house.recruiter(reviewState, { applicationId, staffId });
      await page(openingId);
      expect(await seenBy(house.recruiterId)).toEqual({ reviewRequired: true, lookedAt: false });
      await Promise.all([1, 2, 3].map(() => house.recruiter(readScorecard, { applicationId })));
      expect(await seenBy(house.recruiterId)).toEqual({ reviewRequired: true, lookedAt: true });
      expect(await seenBy(colleague)).toEqual({ reviewRequired: true, lookedAt: false });
    }
    const unscored = { applicationId: newId('app'), staffId: colleague };
    expect(await house.recruiter(reviewState, unscored)).toEqual({ reviewRequired: false, lookedAt: false });
  }, 30_000);

  it('refuse a cursor that no page gave', async () => {
    const openingId = await house.opening();
    await scored(openingId, ['good']);
    await expect(page(openingId, { cursor: 'elsewhere' })).rejects.toMatchObject({ code: 'validation_failed' });
    const apart = house.recruiter(listNotRanked, { openingId, cursor: "'; DROP TABLE interview" });
    await expect(apart).rejects.toMatchObject({ code: 'validation_failed' });
  }, 30_000);
});
