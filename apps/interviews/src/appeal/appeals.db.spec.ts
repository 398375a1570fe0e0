import {
  askForDeletion,
  concludeAppeal,
  concludeReview,
  findMyAppeal,
  getAppeal,
  listNotRanked,
  listReviewStates,
  listReviewWork,
  listWaitingReviews,
  openAppeal,
  openReview,
  rateReview,
  readScorecard,
} from '@guildhall/messages/interviews';
import { ErasureParties } from '../../test/fake-erasure-parties.js';
import { type Caller, InterviewHouse } from '../../test/interview-house.js';
import { sampleAnswer } from '../../test/sample-answers.js';
import type { TestApplicant } from '../../test/test-applicant.js';
import { DeletionRepository } from '../retention/deletion.repository.js';

let house: InterviewHouse;
let openingId: string;
let parties: ErasureParties;

beforeAll(async () => {
  house = await InterviewHouse.open();
  parties = await ErasureParties.start(house);
});

beforeEach(async () => {
  openingId = await house.opening();
});

afterAll(async () => {
  await parties?.close();
  await house?.close();
});

const colleague = (role: 'reviewer' | 'recruiter' = 'reviewer') => house.colleague(openingId, { role });
const idOf = ({ application: { applicationId } }: TestApplicant) => ({ applicationId });

/** Somebody with a result, against whom the recruiter has decided after reading it. */
async function notSelected(): Promise<TestApplicant> {
  const applicant = await house.applicant(openingId);
  await applicant.answerInWriting(sampleAnswer('good').text);
  await house.settle();
  await house.recruiter(readScorecard, idOf(applicant));
  house.applicants.decide(idOf(applicant).applicationId, 'not_select', house.clock.now(), house.recruiterId);
  await house.decideAgainst(applicant);
  return applicant;
}

/** Rates, as somebody who reads the answers for the first time. */
async function rate(caller: Caller, applicant: TestApplicant): Promise<void> {
  const { criteria } = await caller(openReview, idOf(applicant));
  const ratings = criteria.map(({ criterion }) => ({ criterion, level: 3 }));
  await caller(rateReview, { ...idOf(applicant), ratings });
}

async function review(caller: Caller, applicant: TestApplicant): Promise<void> {
  await rate(caller, applicant);
  await caller(concludeReview, { ...idOf(applicant), changes: [] });
}

/** The applicant's words, as the appeal gives them to this member of staff. */
async function reasonFor(caller: Caller, applicant: TestApplicant): Promise<string | null> {
  return (await caller(getAppeal, idOf(applicant))).appeal!.reason;
}

const scorecardsOf = ({ interviewId }: TestApplicant) =>
  house.rows<{ purpose: string; seed: string; levels: unknown }>(
    `SELECT purpose, record ->> 'seed' AS seed, draft -> 'criteria' AS levels FROM scorecard WHERE interview_id = $1
     ORDER BY created_at, id`,
    [interviewId.slice(4)],
  );

const upheld = { outcome: 'upheld', reasonCode: 'evidence_reads_the_same' } as const;
const changed = { outcome: 'changed', reasonCode: 'evidence_was_missed' } as const;

describe('An appeal', () => {
  it('is asked for once, after a decision against oneself and in time, however often at once', async () => {
    const applicant = await notSelected();
    expect(await applicant.call(findMyAppeal, idOf(applicant))).toEqual({ appeal: null, appealDays: 30 });
    const ask = () => applicant.call(openAppeal, { ...idOf(applicant), reason: ' You did not hear me. ' });
    const tries = await Promise.allSettled([1, 2, 3].map(ask));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(ask()).rejects.toMatchObject({ code: 'appeal_exists' });
    const dueAt = new Date(house.clock.now().getTime() + 14 * 86_400_000).toISOString();
    const { appeal } = await applicant.call(findMyAppeal, idOf(applicant));
    expect(appeal).toMatchObject({ state: 'open', dueAt, concludedBy: null });
    expect(JSON.stringify(await house.told())).not.toContain('hear me');

    const late = await notSelected();
    house.clock.advance({ days: 31 });
    const asks = (who: TestApplicant) => who.call(openAppeal, idOf(who));
    await expect(asks(late)).rejects.toMatchObject({ code: 'appeal_not_possible' });
    const undecided = await house.applicant(openingId);
    await expect(asks(undecided)).rejects.toMatchObject({ code: 'appeal_not_possible' });
    await expect(undecided.call(openAppeal, idOf(applicant))).rejects.toMatchObject({ code: 'not_found' });
    await expect(house.recruiter(openAppeal, idOf(applicant))).rejects.toMatchObject({ code: 'not_found' });
  }, 60_000);

  it('compares the answers anew, and is read and answered by somebody to whom all of it is new', async () => {
    const applicant = await notSelected();
    const { id } = await applicant.call(openAppeal, { ...idOf(applicant), reason: 'It was there.' });
    await house.settle();
    const [first, second, ...more] = await scorecardsOf(applicant);
    expect(more).toEqual([]);
    expect([first!.purpose, second!.purpose, second!.seed]).toEqual(['score', 'appeal', id]);
    expect(second!.levels).toEqual(first!.levels);

    const [reviewer, hasRead] = [colleague(), colleague('recruiter')];
    const dueAt = new Date(house.clock.now().getTime() + 14 * 86_400_000).toISOString();
    expect(await reviewer(listReviewWork, {})).toMatchObject({ reviews: [], appeals: [{ ...idOf(applicant), dueAt }] });
    expect((await reviewer(listWaitingReviews, { openingId })).data).toMatchObject([{ ...idOf(applicant), dueAt }]);
    // Who decided, and who has read what was made for the appeal before rating it.
    await hasRead(readScorecard, idOf(applicant));
    for (const other of [house.recruiter, hasRead]) {
      await expect(other(openReview, idOf(applicant))).rejects.toMatchObject({ code: 'appeal_needs_another_person' });
    }
    expect(await house.recruiter(listReviewWork, {})).toMatchObject({ reviews: [], appeals: [] });

    const conclude = (caller: Caller, answer: typeof upheld | typeof changed = changed) =>
      caller(concludeAppeal, { ...idOf(applicant), ...answer });
    await expect(conclude(reviewer)).rejects.toMatchObject({ code: 'appeal_needs_review' });
    await expect(conclude(house.recruiter)).rejects.toMatchObject({ code: 'appeal_needs_another_person' });
    expect((await reviewer(getAppeal, idOf(applicant))).appeal).toMatchObject({ isComparedAnew: true });
    await review(reviewer, applicant);
    const wrong = reviewer(concludeAppeal, { ...idOf(applicant), outcome: 'changed', reasonCode: upheld.reasonCode });
    await expect(wrong).rejects.toMatchObject({ code: 'validation_failed' });

    const answers = await Promise.allSettled([conclude(reviewer), conclude(reviewer), conclude(reviewer, upheld)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const told = (await house.told()).filter(({ data }) => 'appealId' in data && data.appealId === id);
    expect(told.map(({ type }) => type)).toEqual(['appeal.opened', 'appeal.concluded']);
    const asked = { applicationIds: [idOf(applicant).applicationId], staffId: house.recruiterId };
    const { states } = await house.recruiter(listReviewStates, asked);
    expect(states).toMatchObject([{ reviewRequired: true, lookedAt: false, reviewConcluded: true, appealed: true }]);
  }, 60_000);

  it('keeps the reason from whoever may still answer, whatever their role, until they have rated', async () => {
    const applicant = await notSelected();
    const earlier = colleague();
    await earlier(readScorecard, idOf(applicant));
    await applicant.call(openAppeal, { ...idOf(applicant), reason: 'It was there.' });
    const [reviewer, recruiter, hasRead, last] = [colleague(), colleague('recruiter'), colleague(), colleague()];
    const told = async (...callers: Caller[]) =>
      await Promise.all(callers.map(async (caller) => (await reasonFor(caller, applicant)) === 'It was there.'));
    // Before there is anything to rate, too.
    expect(await told(reviewer, recruiter, house.recruiter, earlier)).toEqual([false, false, true, true]);
    expect((await applicant.call(findMyAppeal, idOf(applicant))).appeal).toMatchObject({ reason: 'It was there.' });
    await house.settle();
    await hasRead(readScorecard, idOf(applicant));
    await reviewer(openReview, idOf(applicant));
    expect(await told(reviewer, recruiter, house.recruiter, earlier, hasRead)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    await rate(reviewer, applicant);
    expect(await told(reviewer, recruiter)).toEqual([true, false]);
    await reviewer(concludeReview, { ...idOf(applicant), changes: [] });
    await reviewer(concludeAppeal, { ...idOf(applicant), ...upheld });
    expect(await told(recruiter, last)).toEqual([true, true]);
  }, 60_000);

  it('is begun by nobody before the new result is there: who saw the first one could not answer', async () => {
    const applicant = await notSelected();
    const [begun, other] = [colleague(), colleague()];
    const { criteria } = await begun(openReview, idOf(applicant));
    await house.rows(
      `INSERT INTO appeal (id, interview_id, application_id, opening_id, state, decider_ids, is_compared_anew, opened_at, due_at)
       SELECT gen_random_uuid(), id, application_id, opening_id, 'open', '[]', true, now(), now() FROM interview WHERE id = $1`,
      [applicant.interviewId.slice(4)],
    );
    const ratings = criteria.map(({ criterion }) => ({ criterion, level: 3 }));
    const tries = await Promise.allSettled([
      other(openReview, idOf(applicant)),
      begun(openReview, idOf(applicant)),
      begun(rateReview, { ...idOf(applicant), ratings }),
    ]);
    expect(tries).toMatchObject(Array(3).fill({ reason: { code: 'appeal_wrong_state' } }));
  }, 60_000);

  it('stands among those apart where its result is held out, and in the ranks no more', async () => {
    const applicant = await notSelected();
    await applicant.call(openAppeal, idOf(applicant));
    await house.settle();
    const apart = async () => (await house.recruiter(listNotRanked, { openingId })).data;
    expect(await apart()).toEqual([]);
    await house.rows(
      `INSERT INTO scorecard (id, interview_id, application_id, opening_id, input_sha256, purpose, outcome, total_bp, standard_error,
         review_required, draft, record, created_at)
       SELECT gen_random_uuid(), interview_id, application_id, opening_id, 'held out', purpose, 'held_out', NULL, NULL, review_required,
         jsonb_set(draft, '{outcome}', '{"kind": "held_out", "holdReasons": ["list_like"]}'), record, created_at + interval '1 second'
       FROM scorecard WHERE interview_id = $1 AND purpose = 'appeal'`,
      [applicant.interviewId.slice(4)],
    );
    expect(await apart()).toMatchObject([{ ...idOf(applicant), state: 'needs_human', reasons: ['list_like'] }]);
  }, 30_000);

  it('keeps the recordings until it is answered, and longer where a decision is owed again', async () => {
    const [open, back, content] = [await notSelected(), await notSelected(), await notSelected()];
    for (const applicant of [open, back]) await applicant.call(openAppeal, idOf(applicant));
    await house.settle();
    const reviewer = colleague();
    await review(reviewer, back);
    await reviewer(concludeAppeal, { ...idOf(back), ...changed });
    house.clock.advance({ days: 366 });
    const deletions = house.service.application.get(DeletionRepository);
    const due = (await deletions.overTheirTime(['scored'], house.clock.now(), 100)).map(({ id }) => id);
    expect([open, back, content].map(({ interviewId }) => due.includes(interviewId))).toEqual([false, false, true]);
  }, 60_000);

  it('keeps no reason that nothing would erase any more', async () => {
    const applicant = await notSelected();
    await applicant.call(askForDeletion, { interviewId: applicant.interviewId });
    await house.settle();
    const ask = (reason?: string) => applicant.call(openAppeal, { ...idOf(applicant), ...(reason && { reason }) });
    await expect(ask('It was there.')).rejects.toMatchObject({
      ...{ code: 'validation_failed', errors: [{ field: 'reason' }] },
    });
    expect(await ask()).toMatchObject({ state: 'open' });
  }, 60_000);

  it('is answered without a comparison where there was none, and by nobody who decided, whatever the code says', async () => {
    const applicant = await house.applicant(openingId);
    house.applicants.decide(idOf(applicant).applicationId, 'not_select', house.clock.now(), house.recruiterId);
    await house.decideAgainst(applicant);
    await applicant.call(openAppeal, { ...idOf(applicant), reason: 'Nobody asked me.' });
    await house.settle();
    expect(await scorecardsOf(applicant)).toEqual([]);
    expect(await reasonFor(colleague(), applicant)).toBe('Nobody asked me.');
    const forged = house.rows(
      `UPDATE appeal SET state = 'concluded', outcome = 'upheld', reason_code = 'x', concluded_at = now(), concluded_by = $2
       WHERE application_id = $1`,
      [idOf(applicant).applicationId.slice(4), house.recruiterId.slice(4)],
    );
    await expect(forged).rejects.toThrow('appeal_another_person_check');
    await expect(house.rows('DELETE FROM appeal')).rejects.toThrow('permission denied');
    const answered = await colleague()(concludeAppeal, { ...idOf(applicant), ...upheld });
    expect(answered).toMatchObject({ state: 'upheld', isComparedAnew: false });
    const again = colleague()(concludeAppeal, { ...idOf(applicant), ...upheld });
    await expect(again).rejects.toMatchObject({ code: 'appeal_wrong_state' });
  }, 60_000);
});
