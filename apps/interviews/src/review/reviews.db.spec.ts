import { newId } from '@guildhall/messages/contract';
import {
  type CriterionRating,
  concludeReview,
  listReviewStates,
  listReviewWork,
  listWaitingReviews,
  openReview,
  type Review,
  rateReview,
  readScorecard,
  reviewAgreement,
  reviewState,
  withdrawConsent,
} from '@guildhall/messages/interviews';
import { type Caller, InterviewHouse } from '../../test/interview-house.js';
import { type SampleId, sampleAnswer } from '../../test/sample-answers.js';
import type { TestApplicant } from '../../test/test-applicant.js';
import { RemindOfDueReviews } from './remind-of-due-reviews.js';

let house: InterviewHouse;
let openingId: string;

beforeAll(async () => {
  house = await InterviewHouse.open();
});

beforeEach(async () => {
  openingId = await house.opening();
});

afterAll(async () => {
  await house?.close();
});

const colleague = (staffId = newId('per')) => house.colleague(openingId, { staffId });

async function scored(...samples: SampleId[]): Promise<TestApplicant[]> {
  const applicants: TestApplicant[] = [];
  for (const sample of samples) {
    const applicant = await house.applicant(openingId);
    await applicant.answerInWriting(sampleAnswer(sample).text);
    applicants.push(applicant);
  }
  await house.settle();
  return applicants;
}

const idOf = ({ application: { applicationId } }: TestApplicant) => ({ applicationId });

const ratingsOf = (review: Review, level: number): CriterionRating[] =>
  review.criteria.map(({ criterion }) => ({ criterion, level }));

/** The level that the engine gave each criterion, or one so many above or below it. */
async function nearEngine(applicant: TestApplicant, review: Review, away: number): Promise<CriterionRating[]> {
  const scorecard = await house.recruiter(readScorecard, idOf(applicant));
  return review.criteria.map(({ criterion }) => {
    const { level } = scorecard.criteria.find((each) => each.criterion === criterion)!;
    const moved = level! + away;
    return { criterion, level: moved >= 1 && moved <= 5 ? moved : level! - away };
  });
}

const waitingFor = async (caller: Caller) =>
  (await caller(listWaitingReviews, { openingId })).data.map(({ applicationId, need, begun }) => ({
    ...{ applicationId, need, begun },
  }));

describe('A blind review', () => {
  it('is sent without anything of the engine’s, of the person or of others until its levels are saved', async () => {
    const [applicant] = await scored('good');
    const caller = colleague();
    const open = await caller(openReview, idOf(applicant!));
    expect(open).toMatchObject({ state: 'open', ratings: [], revealed: null, ratedAt: null });
    const { evidence } = (await house.recruiter(readScorecard, idOf(applicant!))).criteria[0]!;
    expect(evidence.length).toBeGreaterThan(0);
    const { applicationId, personId } = applicant!.application;
    const words = ['engine', 'baseline', 'evidence', 'band', 'rank', 'interval', 'flags', 'weight', 'confidence'];
    const sent = JSON.stringify(open);
    for (const hidden of [...words.map((word) => `"${word}`), applicationId, personId, applicant!.interviewId]) {
      expect(sent).not.toContain(hidden);
    }
    expect(open.criteria.every(({ anchors }) => anchors.length === 5)).toBe(true);
    expect(open.answers[0]).toMatchObject({ questionId: 'q1', kind: 'written', text: sampleAnswer('good').text });

    const { level: _, ...first } = ratingsOf(open, 4)[0]!;
    const text = sampleAnswer('good').text.split(' ').slice(3, 10).join(' ');
    const ratings = [
      { ...first, level: 2, quote: { questionId: 'q1', text }, note: ' Thin. ' },
      ...ratingsOf(open, 4).slice(1),
    ];
    const rated = await caller(rateReview, { ...idOf(applicant!), ratings });
    expect(rated.state).toBe('rated');
    expect(rated.ratings.find(({ criterion }) => criterion === first.criterion)).toEqual({
      ...{ ...first, level: 2, quote: { questionId: 'q1', text }, note: 'Thin.' },
      ...{ finalLevel: null, changeReason: null, changeNote: null },
    });
    expect(rated.revealed).toMatchObject({ engine: 'baseline', outcome: 'ranked' });
    expect(rated.revealed!.criteria[0]!.evidence).toEqual(evidence);
  }, 60_000);

  it('keeps the levels that were given, beside those they were changed to for a reason', async () => {
    const [applicant] = await scored('good');
    const caller = colleague();
    const open = await caller(openReview, idOf(applicant!));
    const changes = [{ criterion: open.criteria[0]!.criterion, level: 5, reason: 'missed_evidence' as const }];
    const conclude = () => caller(concludeReview, { ...idOf(applicant!), changes });
    await expect(conclude()).rejects.toMatchObject({ code: 'review_wrong_state' });
    const ratings = ratingsOf(open, 3);
    const rate = () => caller(rateReview, { ...idOf(applicant!), ratings });
    await rate();
    await expect(rate()).rejects.toMatchObject({ code: 'review_wrong_state' });
    const concluded = await conclude();
    expect(concluded.ratings[0]).toMatchObject({ level: 3, finalLevel: 5, changeReason: 'missed_evidence' });
    expect(concluded.ratings.slice(1).every(({ finalLevel }) => finalLevel === null)).toBe(true);
    await expect(conclude()).rejects.toMatchObject({ code: 'review_wrong_state' });
    for (const statement of ['UPDATE review_rating SET level = 5', 'DELETE FROM review_rating']) {
      await expect(house.rows(statement)).rejects.toThrow('permission denied');
    }
    const told = (await house.told()).filter(({ data }) => 'reviewId' in data && data.reviewId === open.id);
    expect(told.map(({ type }) => type)).toEqual(['review.rated', 'review.concluded']);
    expect(told[1]!.data).toMatchObject({ changedLevels: 1, applicationId: applicant!.application.applicationId });
  }, 60_000);

  it('takes a level for each criterion, no word that was not said, and nothing where it was not begun', async () => {
    const [applicant] = await scored('good');
    const caller = colleague();
    const rate = (ratings: CriterionRating[]) => caller(rateReview, { ...idOf(applicant!), ratings });
    await expect(rate([])).rejects.toMatchObject({ code: 'not_found' });
    const open = await caller(openReview, idOf(applicant!));
    const [first, ...others] = ratingsOf(open, 3);
    const invented = { ...first!, quote: { questionId: 'q1', text: 'I never said these words' } };
    for (const ratings of [others, [invented, ...others], [first!, first!, ...others], [{ ...first!, level: 6 }]]) {
      await expect(rate(ratings)).rejects.toMatchObject({ code: 'validation_failed' });
    }
    expect((await caller(openReview, idOf(applicant!))).state).toBe('open');
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['reviewer'] });
    for (const stranger of [outsider, applicant!.call]) {
      await expect(stranger(openReview, idOf(applicant!))).rejects.toMatchObject({ code: 'not_found' });
      await expect(stranger(listWaitingReviews, { openingId })).rejects.toMatchObject({ code: 'not_found' });
    }
  }, 60_000);

  it('is begun once and rated once, however often it is asked for at once', async () => {
    const [applicant] = await scored('good');
    const caller = colleague();
    const opened = await Promise.all([1, 2, 3, 4].map(() => caller(openReview, idOf(applicant!))));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    const ratings = ratingsOf(opened[0]!, 3);
    const saved = await Promise.allSettled([1, 2, 3].map(() => caller(rateReview, { ...idOf(applicant!), ratings })));
    expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  }, 60_000);

  it('counts as a look at the result from its levels on', async () => {
    const [applicant] = await scored('good');
    const staffId = newId('per');
    const caller = colleague(staffId);
    const look = () => house.recruiter(reviewState, { ...idOf(applicant!), staffId });
    const open = await caller(openReview, idOf(applicant!));
    expect(await look()).toMatchObject({ lookedAt: false });
    await caller(rateReview, { ...idOf(applicant!), ratings: ratingsOf(open, 3) });
    expect(await look()).toMatchObject({ lookedAt: true });
  }, 60_000);
});

describe('The reviews that wait', () => {
  it('are the results that ask for a person, oldest first, until somebody has rated them', async () => {
    const [one, two] = await scored('good', 'weak');
    const [first, second] = [colleague(), colleague()];
    const waiting = (applicant: TestApplicant, begun = false) => ({ ...idOf(applicant), need: 'first_reader', begun });
    expect(await waitingFor(first)).toEqual([waiting(one!), waiting(two!)]);
    const page = await first(listWaitingReviews, { openingId, limit: 1 });
    expect(page).toMatchObject({ data: [idOf(one!)], hasMore: true });
    const rest = await first(listWaitingReviews, { openingId, limit: 1, cursor: page.nextCursor! });
    expect(rest).toMatchObject({ data: [idOf(two!)], hasMore: false });

    const review = await first(openReview, idOf(one!));
    expect(await waitingFor(first)).toEqual([waiting(one!, true), waiting(two!)]);
    const ratings = await nearEngine(one!, review, 1);
    await first(rateReview, { ...idOf(one!), ratings });
    expect(await waitingFor(first)).toEqual([waiting(two!)]);
    expect(await waitingFor(second)).toEqual([waiting(two!)]);
  }, 60_000);

  it('come back for a second reader where the first is two levels from the engine', async () => {
    const [applicant] = await scored('good');
    const [first, second, third] = [colleague(), colleague(), colleague()];
    const review = await first(openReview, idOf(applicant!));
    await first(rateReview, { ...idOf(applicant!), ratings: await nearEngine(applicant!, review, 2) });
    expect(await waitingFor(first)).toEqual([]);
    expect(await waitingFor(second)).toEqual([{ ...idOf(applicant!), need: 'second_reader', begun: false }]);
    const again = await second(openReview, idOf(applicant!));
    expect(again).toMatchObject({ ratings: [], revealed: null });
    await second(rateReview, { ...idOf(applicant!), ratings: ratingsOf(again, 1) });
    expect(await waitingFor(third)).toEqual([]);
  }, 60_000);

  it('end with a decision, and with the interview', async () => {
    const [decided, withdrawn, held] = await scored('good', 'weak', 'offtopic');
    const caller = colleague();
    expect(await waitingFor(caller)).toHaveLength(3);
    await house.decideAgainst(decided!);
    await house.withdraw(withdrawn!);
    await house.settle();
    expect(await waitingFor(caller)).toEqual([{ ...idOf(held!), need: 'first_reader', begun: false }]);
    const open = await caller(openReview, idOf(held!));
    const rated = await caller(rateReview, { ...idOf(held!), ratings: ratingsOf(open, 1) });
    expect(rated.revealed).toMatchObject({ outcome: 'held_out', holdReasons: ['off_topic'] });
    expect(rated.revealed!.criteria.every(({ level }) => level === null)).toBe(true);
  }, 60_000);
});

describe('The agreement of people and engine', () => {
  it('counts blind levels of ranked results, what became of them, and nothing that is still open', async () => {
    const [good, weak, apart] = await scored('good', 'weak', 'offtopic');
    const [first, second] = [colleague(), colleague()];
    const review = await first(openReview, idOf(good!));
    const ratings = await nearEngine(good!, review, 0);
    await first(rateReview, { ...idOf(good!), ratings });
    const changed = ratings[0]!.level === 5 ? 4 : 5;
    const change = { criterion: ratings[0]!.criterion, level: changed, reason: 'missed_evidence' as const };
    await first(concludeReview, { ...idOf(good!), changes: [change] });
    for (const applicant of [weak!, apart!]) await second(openReview, idOf(applicant));
    await second(rateReview, { ...idOf(apart!), ratings: ratingsOf(review, 1) });

    const report = await house.recruiter(reviewAgreement, { openingId });
    const criteria = ratings.length;
    expect(report).toMatchObject({ results: 1, isCut: false, betweenReaders: { ratings: 0 } });
    expect(report.all).toMatchObject({ ratings: criteria, exact: 1, adjacent: 1, interval: null });
    expect(report.all.changeRate).toBeCloseTo(1 / criteria, 3);
    expect(report.all.overrideRate).toBeCloseTo(1 / criteria, 3);
    expect(report.byCriterion).toHaveLength(criteria);
    expect(report.byReviewer).toMatchObject([{ ratings: criteria }]);
    const outsider = house.callerAs({ kind: 'staff', id: newId('per'), roles: ['recruiter'] });
    await expect(outsider(reviewAgreement, { openingId })).rejects.toMatchObject({ code: 'not_found' });
  }, 60_000);
});

describe('What is due', () => {
  it('comes first in the queue, on the list of work, and once a day to who can do it', async () => {
    const [one, two] = await scored('good', 'weak');
    const staffId = newId('per');
    const caller = colleague(staffId);
    const scoredAt = house.clock.now().getTime();
    const dueAt = new Date(scoredAt + 5 * 86_400_000).toISOString();
    const { data } = await caller(listWaitingReviews, { openingId });
    expect(data.map((each) => ({ applicationId: each.applicationId, dueAt: each.dueAt }))).toEqual([
      { ...idOf(one!), dueAt },
      { ...idOf(two!), dueAt },
    ]);
    const work = await caller(listReviewWork, {});
    const item = { openingId, openingTitle: `Opening ${openingId}`, dueAt };
    expect(work).toEqual({
      reviews: [
        { ...idOf(one!), ...item },
        { ...idOf(two!), ...item },
      ],
      appeals: [],
    });

    const reminders = house.service.application.get(RemindOfDueReviews);
    const reminded = async () =>
      (await house.told()).filter(({ type, subject }) => type === 'review.reminder_due' && subject.endsWith(openingId));
    const remind = async () => {
      await reminders.find();
      await house.settle();
    };
    await remind();
    expect(await reminded()).toEqual([]);
    house.clock.advance({ hours: 4 * 24 + 1 });
    await Promise.all([reminders.find(), reminders.find()]);
    await remind();
    const staffIds = [house.recruiterId, staffId].sort();
    expect((await reminded()).map((event) => event.data)).toEqual([
      { openingId, staffIds: expect.any(Array), isOverdue: false },
    ]);
    expect([...((await reminded())[0]!.data as { staffIds: string[] }).staffIds].sort()).toEqual(staffIds);

    for (const applicant of [one!, two!]) {
      const open = await caller(openReview, idOf(applicant));
      await caller(rateReview, { ...idOf(applicant), ratings: await nearEngine(applicant, open, 1) });
    }
    house.clock.advance({ days: 2 });
    await remind();
    expect(await reminded()).toHaveLength(1);
  }, 60_000);
});

describe('What a decision waits for', () => {
  it('is a concluded review by somebody who had not read the result before they rated', async () => {
    const [applicant, other] = await scored('good', 'weak');
    const [readFirst, blind] = [colleague(), colleague()];
    const staffId = newId('per');
    const state = async (of: TestApplicant) =>
      (await house.recruiter(listReviewStates, { applicationIds: [idOf(of).applicationId], staffId })).states[0];
    const review = async (caller: Caller, of: TestApplicant) => {
      const open = await caller(openReview, idOf(of));
      await caller(rateReview, { ...idOf(of), ratings: ratingsOf(open, 3) });
      await caller(concludeReview, { ...idOf(of), changes: [] });
    };
    const waiting = {
      ...idOf(applicant!),
      reviewRequired: true,
      lookedAt: false,
      reviewConcluded: false,
      appealed: false,
      reviewable: true,
    };
    expect(await state(applicant!)).toEqual(waiting);
    await readFirst(readScorecard, idOf(applicant!));
    house.clock.advance({ minutes: 1 });
    await review(readFirst, applicant!);
    expect(await state(applicant!)).toEqual(waiting);
    await review(blind, applicant!);
    expect(await state(applicant!)).toEqual({ ...waiting, reviewConcluded: true });
    expect(await state(other!)).toMatchObject({ reviewConcluded: false });
    await other!.call(withdrawConsent, { interviewId: other!.interviewId });
    expect(await state(other!)).toMatchObject({ reviewRequired: true, reviewConcluded: false, reviewable: false });
    const nothing = await house.recruiter(listReviewStates, { applicationIds: [newId('app')], staffId });
    expect(nothing.states).toMatchObject([{ reviewRequired: false }]);
  }, 60_000);
});
