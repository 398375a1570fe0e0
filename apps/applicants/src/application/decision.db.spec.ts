import {
  createOpening,
  type DecideManyInput,
  type DecisionReason,
  decide,
  decideMany,
  getApplication,
  getMyApplication,
  listApplications,
  listDueDecisions,
  openOpening,
} from '@guildhall/messages/applicants';
import { type Actor, newId } from '@guildhall/messages/contract';
import type { ApplicantsHouse } from '../../test/applicants-house.js';
import { Hiring, opening } from '../../test/hiring.js';

const forEvidence = { kind: 'advance', reasonCode: 'strong_evidence' } as const;

describe('an application', () => {
  let hiring: Hiring;
  let house: ApplicantsHouse;

  beforeAll(async () => {
    hiring = await Hiring.begin();
    house = hiring.house;
  });

  afterAll(async () => {
    await house?.close();
  });

  it('lets a named person decide once, with a reason of the decision, on what they have read', async () => {
    const { id: openingId } = await hiring.openOne();
    const { application, actor } = await hiring.applyAs(newId('per'), openingId);
    const applicationId = application.id;
    const advance = { ...forEvidence, applicationId, expectedVersion: 2 };
    await expect(house.call(decide, advance, hiring.asRecruiter)).rejects.toMatchObject({
      code: 'application_wrong_stage',
    });
    await hiring.followed(applicationId, 'evaluate');
    const current = { ...advance, expectedVersion: 3 };
    await expect(house.call(decide, advance, hiring.asRecruiter)).rejects.toMatchObject({ code: 'version_conflict' });
    const wrongReason = { ...current, reasonCode: 'position_filled' as const };
    await expect(house.call(decide, wrongReason, hiring.asRecruiter)).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(house.call(decide, current, { actor: hiring.stranger })).rejects.toMatchObject({ code: 'not_found' });
    house.review.reviewRequired = true;
    await expect(house.call(decide, current, hiring.asRecruiter)).rejects.toMatchObject({
      code: 'decision_needs_review',
    });
    house.review.lookedAt = true;
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => house.call(decide, current, hiring.asRecruiter)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { stage, decisions } = await house.call(getApplication, { applicationId }, hiring.asRecruiter);
    expect({ stage, decisions }).toMatchObject({ stage: 'advanced', decisions: [{ decidedBy: hiring.recruiter.id }] });
    const mine = await house.call(getMyApplication, { applicationId }, { actor });
    expect(mine.decisions.map((each) => Object.keys(each).sort())).toEqual([
      ['decidedAt', 'decidedBy', 'kind', 'reasonCode'],
    ]);
  });

  it('promises a decision in ten days from the evaluation, and again from a hold', async () => {
    const { id: openingId } = await hiring.openOne();
    const { application, actor } = await hiring.applyAs(newId('per'), openingId);
    const { id: applicationId } = application!;
    const mine = () => house.call(getMyApplication, { applicationId }, { actor });
    const inTenDays = () => new Date(house.clock.now().getTime() + 10 * 86_400_000).toISOString();
    expect(await mine()).toMatchObject({ evaluatedAt: null, decisionDueAt: null, decisions: [], offer: null });
    await hiring.followed(applicationId, 'evaluate');
    const evaluatedAt = house.clock.now().toISOString();
    expect(await mine()).toMatchObject({ evaluatedAt, decisionDueAt: inTenDays() });

    house.clock.advance({ days: 3 });
    const decideAs = async (kind: 'hold' | 'not_select', reasonCode: DecisionReason) => {
      const { version: expectedVersion } = await mine();
      const note = 'For colleagues alone.';
      await house.call(decide, { applicationId, kind, reasonCode, note, expectedVersion }, hiring.asRecruiter);
    };
    await decideAs('hold', 'second_opinion');
    const held = await mine();
    expect(held).toMatchObject({ evaluatedAt, decisionDueAt: inTenDays() });
    expect(held.decisions).toEqual([
      {
        ...{ kind: 'hold', reasonCode: 'second_opinion', decidedBy: hiring.recruiter.id },
        decidedAt: house.clock.now().toISOString(),
      },
    ]);
    const { data } = await house.call(listApplications, { openingId }, hiring.asRecruiter);
    expect(data[0]).toMatchObject({ decisionDueAt: held.decisionDueAt });

    await decideAs('not_select', 'position_filled');
    const last = await mine();
    expect(last).toMatchObject({ stage: 'not_selected', decisionDueAt: null });
    expect(last.decisions.map(({ kind }) => kind)).toEqual(['not_select', 'hold']);
    expect(JSON.stringify(last)).not.toContain('colleagues');
  });

  it('tells the staff on an opening once of each date that passed without a decision, and of no other', async () => {
    const { id: openingId } = await hiring.openOne();
    const evaluated = async () => {
      const { application, actor } = await hiring.applyAs(newId('per'), openingId);
      await hiring.followed(application.id, 'evaluate');
      return { applicationId: application.id, actor };
    };
    const [forgotten, decided, held] = [await evaluated(), await evaluated(), await evaluated()];
    const decideAs = async (
      { applicationId }: typeof held,
      kind: 'hold' | 'not_select',
      reasonCode: DecisionReason,
    ) => {
      const { version: expectedVersion } = await house.call(getApplication, { applicationId }, hiring.asRecruiter);
      await house.call(decide, { applicationId, kind, reasonCode, expectedVersion }, hiring.asRecruiter);
    };
    house.clock.advance({ days: 5 });
    await decideAs(decided, 'not_select', 'position_filled');
    await decideAs(held, 'hold', 'second_opinion');
    const [firstDate, secondDate] = [5, 10].map((days) =>
      new Date(house.clock.now().getTime() + days * 86_400_000).toISOString(),
    );
    const overdue = async ({ applicationId }: typeof held) =>
      await house.service.database.read.query<{ data: object }[]>(
        `SELECT data FROM event WHERE subject = $1 AND type = 'application.decision_overdue'`,
        [`application/${applicationId}`],
      );
    const fact = ({ applicationId, actor }: typeof held, dueAt: string | undefined) => ({
      data: { applicationId, openingId, personId: actor.id, dueAt, staffIds: [hiring.recruiter.id] },
    });
    house.clock.advance({ days: 5 });
    await house.service.settle();
    expect(await overdue(forgotten)).toEqual([fact(forgotten, firstDate)]);
    expect([...(await overdue(decided)), ...(await overdue(held))]).toEqual([]);
    house.clock.advance({ days: 5 });
    await house.service.settle();
    expect(await overdue(held)).toEqual([fact(held, secondDate)]);
    expect(await overdue(forgotten)).toHaveLength(1);
  });

  it('is decided on with others alike, each by its own rules, and once for one key', async () => {
    Object.assign(house.review, { reviewRequired: false, lookedAt: false });
    const { id: openingId } = await hiring.openOne();
    const { id: otherOpening } = await hiring.openOne();
    const made = async (opening = openingId) => (await hiring.applyAs(newId('per'), opening)).application.id;
    const [ready, alsoReady, early, elsewhere] = [await made(), await made(), await made(), await made(otherOpening)];
    for (const id of [ready, alsoReady]) await hiring.followed(id, 'evaluate');
    const unknown = newId('app');
    const applicationIds = [ready, early, elsewhere, alsoReady, unknown];
    const { kind: decision, reasonCode } = forEvidence;
    const input: DecideManyInput = { openingId, applicationIds, decision, reasonCode };
    const options = { ...hiring.asRecruiter, key: newId('key') };
    const decided = await house.call(decideMany, input, options);
    expect(decided.moved).toEqual([ready, alsoReady]);
    expect(decided.refused.map(({ applicationId, code }) => [applicationId, code])).toEqual([
      [early, 'application_wrong_stage'],
      [elsewhere, 'not_found'],
      [unknown, 'not_found'],
    ]);
    expect(await house.call(decideMany, input, options)).toEqual(decided);
    const { decisions } = await house.call(getApplication, { applicationId: ready }, hiring.asRecruiter);
    expect(decisions).toMatchObject([{ decidedBy: hiring.recruiter.id, reasonCode: 'strong_evidence' }]);
    expect((await hiring.toldOf(ready)).filter((type) => type === 'application.advanced')).toHaveLength(1);

    house.review.reviewRequired = true;
    const refused = await house.call(
      decideMany,
      { ...input, applicationIds: [early], decision: 'not_select', reasonCode: 'position_filled' },
      hiring.asRecruiter,
    );
    expect(refused).toMatchObject({ moved: [], refused: [{ applicationId: early, code: 'decision_needs_review' }] });
    house.review.reviewRequired = false;
    const wrongReason = house.call(decideMany, { ...input, decision: 'hold' }, hiring.asRecruiter);
    await expect(wrongReason).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(house.call(decideMany, input, { actor: hiring.stranger })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('waits for a concluded review where its opening insists', async () => {
    Object.assign(house.review, { reviewRequired: true, lookedAt: true });
    const { id: openingId } = await house.call(
      createOpening,
      { ...opening, requiresBlindReview: true },
      hiring.asRecruiter,
    );
    expect(await house.call(openOpening, { openingId }, hiring.asRecruiter)).toMatchObject({
      requiresBlindReview: true,
    });
    const { application } = await hiring.applyAs(newId('per'), openingId);
    await hiring.followed(application.id, 'evaluate');
    const { version } = await house.call(getApplication, { applicationId: application.id }, hiring.asRecruiter);
    const decision = { ...forEvidence, applicationId: application.id };
    const advance = () => house.call(decide, { ...decision, expectedVersion: version }, hiring.asRecruiter);
    await expect(advance()).rejects.toMatchObject({ code: 'decision_needs_blind_review' });
    house.review.reviewConcluded = true;
    expect(await advance()).toMatchObject({ stage: 'advanced' });
    Object.assign(house.review, { reviewRequired: false, lookedAt: false, reviewConcluded: false });
  });

  it('is owed a decision on the list of whoever is on the opening, and again once one is taken back', async () => {
    const { id: openingId, title: openingTitle } = await hiring.openOne();
    const { application, actor } = await hiring.applyAs(newId('per'), openingId);
    const { id: applicationId } = application;
    await hiring.followed(applicationId, 'evaluate');
    const due = async (by: Actor) =>
      (await house.call(listDueDecisions, {}, { actor: by })).data.filter((each) => each.openingId === openingId);
    const { decisionDueAt: dueAt } = await house.call(getMyApplication, { applicationId }, { actor });
    const owed = [{ applicationId, personId: actor.id, openingId, openingTitle, dueAt }];
    expect([await due(hiring.recruiter), await due(hiring.stranger)]).toEqual([owed, []]);
    const { version } = await house.call(getApplication, { applicationId }, hiring.asRecruiter);
    const against = { applicationId, kind: 'not_select', reasonCode: 'evidence_insufficient' } as const;
    await house.call(decide, { ...against, expectedVersion: version }, hiring.asRecruiter);
    expect(await due(hiring.recruiter)).toEqual([]);
    await hiring.followed(applicationId, 'reopen');
    expect(await due(hiring.recruiter)).toMatchObject([{ applicationId }]);
    const mine = await house.call(getMyApplication, { applicationId }, { actor });
    expect(mine).toMatchObject({ stage: 'evaluated', decisions: [{ kind: 'not_select' }] });
  });

  it('comes to no stage that a person decides on without their decision, whatever writes it', async () => {
    const { id: openingId } = await hiring.openOne();
    const { application } = await hiring.applyAs(newId('per'), openingId);
    for (const stage of ['held', 'not_selected', 'advanced']) {
      await expect(forgeStage(application.id, stage)).rejects.toThrow('without a decision of a person');
    }
  });

  it('comes to none by a decision that was taken back', async () => {
    const { id: openingId } = await hiring.openOne();
    const { id: applicationId } = (await hiring.applyAs(newId('per'), openingId)).application;
    await hiring.followed(applicationId, 'evaluate');
    const against = async () => {
      const { version: expectedVersion } = await house.call(getApplication, { applicationId }, hiring.asRecruiter);
      const input = {
        applicationId,
        kind: 'not_select',
        reasonCode: 'evidence_insufficient',
        expectedVersion,
      } as const;
      return await house.call(decide, input, hiring.asRecruiter);
    };
    await against();
    await forgeStage(applicationId, 'not_selected'); // No move, so nothing is decided by it.
    await hiring.followed(applicationId, 'reopen');
    await expect(forgeStage(applicationId, 'not_selected')).rejects.toThrow('without a decision of a person');
    expect(await against()).toMatchObject({ stage: 'not_selected', decisions: [{}, {}] });
  });

  const forgeStage = (applicationId: string, stage: string) =>
    house.service.database.dataSource.query('UPDATE application SET stage = $2 WHERE id = $1', [
      ...[applicationId.slice(4), stage],
    ]);
});
