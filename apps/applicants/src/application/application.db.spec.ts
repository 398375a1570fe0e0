import {
  apply,
  type CreateOpeningInput,
  closeOpening,
  createOpening,
  type DecideManyInput,
  type DecisionReason,
  decide,
  decideMany,
  getApplication,
  getMyApplication,
  getOpening,
  getPublicOpening,
  listApplications,
  listDueDecisions,
  listMyApplications,
  listOpenings,
  listPublicOpenings,
  openOpening,
  removeOpeningStaff,
  withdrawApplication,
} from '@guildhall/messages/applicants';
import { type Actor, newId } from '@guildhall/messages/contract';
import { type ApplicantsHouse, publishedPlan, startApplicantsHouse } from '../../test/applicants-house.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService } from './application.service.js';
import { stageTransitions } from './application.states.js';

const forEvidence = { kind: 'advance', reasonCode: 'strong_evidence' } as const;
const opening: CreateOpeningInput = {
  title: 'Financial analyst',
  description: 'Writes tasks.',
  payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
  languages: ['en'],
  countries: [],
  places: ['US-NY'],
  planVersionId: publishedPlan,
  interviewDeadlineDays: 14,
  requirements: ['Three years'],
};

describe('openings and applications', () => {
  let house: ApplicantsHouse;
  const recruiter: Actor & { kind: 'staff' } = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };
  const stranger: Actor = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };
  const admin: Actor = { kind: 'staff', id: newId('per'), roles: ['admin'] };
  const asRecruiter = { actor: recruiter };

  beforeAll(async () => {
    house = await startApplicantsHouse();
  });

  afterAll(async () => {
    await house?.close();
  });

  async function openOne() {
    const made = await house.call(createOpening, opening, asRecruiter);
    return await house.call(openOpening, { openingId: made.id }, asRecruiter);
  }

  async function applyAs(personId: string, openingId: string) {
    const actor = { kind: 'applicant', id: personId } as const;
    await house.call(apply, { openingId, personId, region: 'US-IL', language: 'en' }, { actor });
    const { data } = await house.call(listMyApplications, {}, { actor });
    return { application: data.find((own) => own.openingId === openingId)!, actor };
  }

  const toldOf = async (applicationId: string) =>
    (
      await house.service.database.read.query<{ type: string }[]>(
        'SELECT type FROM event WHERE subject = $1 ORDER BY ordinal',
        [`application/${applicationId}`],
      )
    ).map(({ type }) => type);

  /** As the interview's events would have it. */
  async function followed(applicationId: string, transition: 'evaluate' | 'reopen') {
    const service = house.service.application.get(ApplicationService, { strict: false });
    const context = { correlationId: newId('evt'), actor: { kind: 'service', id: 'interviews' } as const };
    await house.service.database.transaction((tx) => service.follow(tx, applicationId, transition, context));
  }

  const evaluate = (applicationId: string) => followed(applicationId, 'evaluate');

  it('shows an opening to everybody while it is open, and its candidates to those on it', async () => {
    const draft = await house.call(createOpening, opening, asRecruiter);
    await expect(house.call(getPublicOpening, { openingId: draft.id })).rejects.toMatchObject({ code: 'not_found' });
    await house.call(openOpening, { openingId: draft.id }, asRecruiter);
    expect(await house.call(getPublicOpening, { openingId: draft.id })).toMatchObject({ title: opening.title });
    const inFrance = await house.call(listPublicOpenings, { country: 'FR', language: 'en' });
    expect(inFrance.data.map(({ id }) => id)).toContain(draft.id);
    const foreign = house.call(getOpening, { openingId: draft.id }, { actor: stranger });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    expect(await house.call(getOpening, { openingId: draft.id }, { actor: admin })).toMatchObject({ id: draft.id });
    expect((await house.call(listOpenings, {}, { actor: stranger })).data).toEqual([]);
    await house.call(closeOpening, { openingId: draft.id }, asRecruiter);
    expect(await house.call(getPublicOpening, { openingId: draft.id })).toMatchObject({
      ...{ state: 'closed', closedAt: house.clock.now().toISOString() },
    });
    const open = await house.call(listPublicOpenings, {});
    expect(open.data.map(({ id }) => id)).not.toContain(draft.id);
    const again = house.call(closeOpening, { openingId: draft.id }, asRecruiter);
    await expect(again).rejects.toMatchObject({ code: 'opening_wrong_state' });
  });

  it('finds openings by words of their title and description, taken literally', async () => {
    const made = async (title: string, description: string) => {
      const { id } = await house.call(createOpening, { ...opening, title, description }, asRecruiter);
      return (await house.call(openOpening, { openingId: id }, asRecruiter)).id;
    };
    const heron = await made('Heron keeper', 'Counts 100% of the birds.');
    const falcon = await made('Falconer', 'Keeps birds_of_prey.');
    const found = async (q: string, more: { limit?: number; cursor?: string } = {}) => {
      const { data, nextCursor } = await house.call(listPublicOpenings, { q, ...more });
      return { ids: data.map(({ id }) => id), nextCursor };
    };
    expect((await found('KEEPER  birds')).ids).toEqual([heron]);
    expect((await found('birds')).ids).toEqual([falcon, heron]);
    expect((await found('100%')).ids).toEqual([heron]);
    expect((await found('birds_of')).ids).toEqual([falcon]);
    expect((await found('100_')).ids).toEqual([]);
    expect((await found('\\')).ids).toEqual([]);
    const first = await found('birds', { limit: 1 });
    expect(first.ids).toEqual([falcon]);
    expect((await found('birds', { limit: 1, cursor: first.nextCursor! })).ids).toEqual([heron]);
    await expect(found('x'.repeat(101))).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('takes no draft of a plan, no range upside down, and keeps somebody on every opening', async () => {
    const withDraft = house.call(createOpening, { ...opening, planVersionId: newId('plv') }, asRecruiter);
    await expect(withDraft).rejects.toMatchObject({ code: 'plan_wrong_state' });
    const upsideDown = { ...opening, payRange: { minimumMinor: '10', maximumMinor: '9', currency: 'USD' } };
    await expect(house.call(createOpening, upsideDown, asRecruiter)).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const { id } = await openOne();
    const remove = house.call(removeOpeningStaff, { openingId: id, staffId: recruiter.id }, asRecruiter);
    await expect(remove).rejects.toMatchObject({ code: 'conflict' });
  });

  it('keeps who of the staff read an application, and none of those who may not', async () => {
    const { id: openingId } = await openOne();
    const { application } = await applyAs(newId('per'), openingId);
    const { id: applicationId } = application;
    await house.call(getApplication, { applicationId }, asRecruiter);
    await house.call(listApplications, { openingId }, asRecruiter);
    await expect(house.call(getApplication, { applicationId }, { actor: stranger })).rejects.toThrow();
    await expect(house.call(listApplications, { openingId }, { actor: stranger })).rejects.toThrow();
    const read = await house.service.database.read.query(
      `SELECT action, subject, actor, details FROM audit_entry
       WHERE action LIKE 'application%.read' AND subject IN ($1, $2) ORDER BY id`,
      [applicationId, openingId],
    );
    const actor = `staff:${recruiter.id}`;
    expect(read).toEqual([
      { action: 'application.read', subject: applicationId, actor, details: {} },
      { action: 'applications.read', subject: openingId, actor, details: { applicationIds: [applicationId] } },
    ]);
  });

  it('keeps an application unlisted until its address is proved', async () => {
    const { id: openingId } = await openOne();
    const personId = newId('per');
    const input = { openingId, personId, region: 'US-IL', language: 'en' };
    const reply = await house.call(apply, input);
    expect(await house.call(apply, input)).toEqual(reply);
    expect((await house.call(listApplications, { openingId }, asRecruiter)).data).toEqual([]);
    const service = house.service.application.get(ApplicationService, { strict: false });
    const context = { correlationId: newId('evt'), actor: { kind: 'applicant', id: personId } as const };
    await house.service.database.transaction((tx) => service.submitProvedBy(tx, personId, context));
    await house.service.database.transaction((tx) => service.submitProvedBy(tx, personId, context));
    const { data } = await house.call(listApplications, { openingId }, asRecruiter);
    expect(data).toEqual([
      expect.objectContaining({ personId, stage: 'submitted', jurisdictions: ['US-NY', 'US-IL'], version: 2 }),
    ]);
  });

  it('takes what the person says who is signed in, over what a stranger wrote under their address', async () => {
    const { id: openingId } = await openOne();
    const personId = newId('per');
    await house.call(apply, { openingId, personId, region: 'FR', language: 'fr' });
    const { application, actor } = await applyAs(personId, openingId);
    expect(application).toMatchObject({ stage: 'submitted', region: 'US-IL', language: 'en' });
    expect((await house.call(listApplications, { openingId }, asRecruiter)).data).toEqual([
      expect.objectContaining({ personId, jurisdictions: ['US-NY', 'US-IL'] }),
    ]);
    const [submitted] = await house.service.database.read.query<{ data: object }[]>(
      `SELECT data FROM event WHERE type = 'application.submitted' AND subject = $1`,
      [`application/${application.id}`],
    );
    expect(submitted?.data).toMatchObject({ language: 'en', jurisdictions: ['US-NY', 'US-IL'] });
    await house.call(apply, { openingId, personId, region: 'FR', language: 'fr' }, { actor });
    expect((await house.call(listMyApplications, {}, { actor })).data[0]).toMatchObject({ region: 'US-IL' });
  });

  it('forgets an application that nobody proved within a week', async () => {
    const { id: openingId } = await openOne();
    const personId = newId('per');
    await house.call(apply, { openingId, personId, region: 'FR', language: 'en' });
    house.clock.advance({ days: 7 });
    await house.service.settle();
    const service = house.service.application.get(ApplicationService, { strict: false });
    const context = { correlationId: newId('evt'), actor: { kind: 'applicant', id: personId } as const };
    await house.service.database.transaction((tx) => service.submitProvedBy(tx, personId, context));
    expect((await house.call(listApplications, { openingId }, asRecruiter)).data).toEqual([]);
  });

  it('makes one application of ten at once', async () => {
    const { id: openingId } = await openOne();
    const personId = newId('per');
    await Promise.all(Array.from({ length: 10 }, () => applyAs(personId, openingId)));
    expect((await house.call(listApplications, { openingId }, asRecruiter)).data).toHaveLength(1);
  });

  it('mails nobody that they have applied before who is signed in and can see it', async () => {
    const { id: openingId } = await openOne();
    const { application, actor } = await applyAs(newId('per'), openingId);
    await applyAs(actor.id, openingId);
    expect(await toldOf(application.id)).toEqual(['application.submitted']);
    await house.call(apply, { openingId, personId: actor.id, region: 'US-IL', language: 'en' });
    expect(await toldOf(application.id)).toEqual(['application.submitted', 'application.received']);
  });

  it('lets a person take back and apply again a few times a day, for each opening', async () => {
    const [{ id: openingId }, other] = [await openOne(), await openOne()];
    const personId = newId('per');
    for (let times = 0; times < 3; times++) {
      const { application, actor } = await applyAs(personId, openingId);
      await house.call(withdrawApplication, { applicationId: application.id }, { actor });
    }
    const limit = { code: 'rate_limited', retryAfterSeconds: expect.any(Number) };
    await expect(applyAs(personId, openingId)).rejects.toMatchObject(limit);
    await applyAs(personId, other.id);
    await applyAs(newId('per'), openingId);
    house.clock.advance({ days: 1 });
    await applyAs(personId, openingId);
  });

  it('lets a named person decide once, with a reason of the decision, on what they have read', async () => {
    const { id: openingId } = await openOne();
    const { application, actor } = await applyAs(newId('per'), openingId);
    const applicationId = application.id;
    const advance = { ...forEvidence, applicationId, expectedVersion: 2 };
    await expect(house.call(decide, advance, asRecruiter)).rejects.toMatchObject({ code: 'application_wrong_stage' });
    await evaluate(applicationId);
    const current = { ...advance, expectedVersion: 3 };
    await expect(house.call(decide, advance, asRecruiter)).rejects.toMatchObject({ code: 'version_conflict' });
    const wrongReason = { ...current, reasonCode: 'position_filled' as const };
    await expect(house.call(decide, wrongReason, asRecruiter)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(house.call(decide, current, { actor: stranger })).rejects.toMatchObject({ code: 'not_found' });
    house.review.reviewRequired = true;
    await expect(house.call(decide, current, asRecruiter)).rejects.toMatchObject({ code: 'decision_needs_review' });
    house.review.lookedAt = true;
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => house.call(decide, current, asRecruiter)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { stage, decisions } = await house.call(getApplication, { applicationId }, asRecruiter);
    expect({ stage, decisions }).toMatchObject({ stage: 'advanced', decisions: [{ decidedBy: recruiter.id }] });
    const mine = await house.call(getMyApplication, { applicationId }, { actor });
    expect(mine.decisions.map((each) => Object.keys(each).sort())).toEqual([
      ['decidedAt', 'decidedBy', 'kind', 'reasonCode'],
    ]);
  });

  it('promises a decision in ten days from the evaluation, and again from a hold', async () => {
    const { id: openingId } = await openOne();
    const { application, actor } = await applyAs(newId('per'), openingId);
    const { id: applicationId } = application!;
    const mine = () => house.call(getMyApplication, { applicationId }, { actor });
    const inTenDays = () => new Date(house.clock.now().getTime() + 10 * 86_400_000).toISOString();
    expect(await mine()).toMatchObject({ evaluatedAt: null, decisionDueAt: null, decisions: [], offer: null });
    await evaluate(applicationId);
    const evaluatedAt = house.clock.now().toISOString();
    expect(await mine()).toMatchObject({ evaluatedAt, decisionDueAt: inTenDays() });

    house.clock.advance({ days: 3 });
    const decideAs = async (kind: 'hold' | 'not_select', reasonCode: DecisionReason) => {
      const { version: expectedVersion } = await mine();
      const note = 'For colleagues alone.';
      await house.call(decide, { applicationId, kind, reasonCode, note, expectedVersion }, asRecruiter);
    };
    await decideAs('hold', 'second_opinion');
    const held = await mine();
    expect(held).toMatchObject({ evaluatedAt, decisionDueAt: inTenDays() });
    expect(held.decisions).toEqual([
      {
        ...{ kind: 'hold', reasonCode: 'second_opinion', decidedBy: recruiter.id },
        decidedAt: house.clock.now().toISOString(),
      },
    ]);
    const { data } = await house.call(listApplications, { openingId }, asRecruiter);
    expect(data[0]).toMatchObject({ decisionDueAt: held.decisionDueAt });

    await decideAs('not_select', 'position_filled');
    const last = await mine();
    expect(last).toMatchObject({ stage: 'not_selected', decisionDueAt: null });
    expect(last.decisions.map(({ kind }) => kind)).toEqual(['not_select', 'hold']);
    expect(JSON.stringify(last)).not.toContain('colleagues');
  });

  it('tells the staff on an opening once of each date that passed without a decision, and of no other', async () => {
    const { id: openingId } = await openOne();
    const evaluated = async () => {
      const { application, actor } = await applyAs(newId('per'), openingId);
      await evaluate(application.id);
      return { applicationId: application.id, actor };
    };
    const [forgotten, decided, held] = [await evaluated(), await evaluated(), await evaluated()];
    const decideAs = async (
      { applicationId }: typeof held,
      kind: 'hold' | 'not_select',
      reasonCode: DecisionReason,
    ) => {
      const { version: expectedVersion } = await house.call(getApplication, { applicationId }, asRecruiter);
      await house.call(decide, { applicationId, kind, reasonCode, expectedVersion }, asRecruiter);
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
      data: { applicationId, openingId, personId: actor.id, dueAt, staffIds: [recruiter.id] },
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

  it('answers for a stranger’s application as for none, and lets its owner withdraw it', async () => {
    const { id: openingId } = await openOne();
    const { application, actor } = await applyAs(newId('per'), openingId);
    const messageOf = (applicationId: string) =>
      house
        .call(getMyApplication, { applicationId }, { actor: { kind: 'applicant', id: newId('per') } })
        .catch((error: Error) => error.message);
    expect(await messageOf(application.id)).toBe(await messageOf(newId('app')));
    const withdrawn = await house.call(withdrawApplication, { applicationId: application.id }, { actor });
    expect(withdrawn.stage).toBe('withdrawn');
    const again = house.call(withdrawApplication, { applicationId: application.id }, { actor });
    await expect(again).rejects.toMatchObject({ code: 'application_wrong_stage' });
    expect((await applyAs(application.personId, openingId)).application.stage).toBe('submitted');
  });

  it('is for those who live where the opening says, wherever within the country', async () => {
    const made = await house.call(createOpening, { ...opening, countries: ['US', 'CA'] }, asRecruiter);
    const { id: openingId } = await house.call(openOpening, { openingId: made.id }, asRecruiter);
    expect((await applyAs(newId('per'), openingId)).application.region).toBe('US-IL');
    const input = { openingId, personId: newId('per'), region: 'FR', language: 'en' };
    await expect(house.call(apply, input)).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining('US, CA'),
    });
  });

  it('is kept though the one in its way is taken back in the very moment', async () => {
    const { id: openingId } = await openOne();
    const { actor, application } = await applyAs(newId('per'), openingId);
    const repository = house.service.application.get(ApplicationRepository, { strict: false });
    const insert = repository.insert.bind(repository);
    repository.insert = async (tx, row) => {
      repository.insert = insert;
      const isNew = await insert(tx, row);
      await house.call(withdrawApplication, { applicationId: application.id }, { actor });
      return isNew;
    };
    expect((await applyAs(application.personId, openingId)).application.stage).toBe('submitted');
  });

  it('makes no move that its table does not have', async () => {
    const { id: openingId } = await openOne();
    const { application } = await applyAs(newId('per'), openingId);
    const repository = house.service.application.get(ApplicationRepository, { strict: false });
    const moves = Object.entries(stageTransitions) as [keyof typeof stageTransitions, { from: readonly string[] }][];
    for (const [name, { from }] of moves) {
      if (from.includes('submitted')) continue;
      const moved = await house.service.database.transaction((tx) => repository.move(tx, application.id, name));
      expect({ name, moved }).toEqual({ name, moved: false });
    }
  });

  it('is decided on with others alike, each by its own rules, and once for one key', async () => {
    Object.assign(house.review, { reviewRequired: false, lookedAt: false });
    const { id: openingId } = await openOne();
    const { id: otherOpening } = await openOne();
    const made = async (opening = openingId) => (await applyAs(newId('per'), opening)).application.id;
    const [ready, alsoReady, early, elsewhere] = [await made(), await made(), await made(), await made(otherOpening)];
    for (const id of [ready, alsoReady]) await evaluate(id);
    const unknown = newId('app');
    const applicationIds = [ready, early, elsewhere, alsoReady, unknown];
    const { kind: decision, reasonCode } = forEvidence;
    const input: DecideManyInput = { openingId, applicationIds, decision, reasonCode };
    const options = { ...asRecruiter, key: newId('key') };
    const decided = await house.call(decideMany, input, options);
    expect(decided.moved).toEqual([ready, alsoReady]);
    expect(decided.refused.map(({ applicationId, code }) => [applicationId, code])).toEqual([
      [early, 'application_wrong_stage'],
      [elsewhere, 'not_found'],
      [unknown, 'not_found'],
    ]);
    expect(await house.call(decideMany, input, options)).toEqual(decided);
    const { decisions } = await house.call(getApplication, { applicationId: ready }, asRecruiter);
    expect(decisions).toMatchObject([{ decidedBy: recruiter.id, reasonCode: 'strong_evidence' }]);
    expect((await toldOf(ready)).filter((type) => type === 'application.advanced')).toHaveLength(1);

    house.review.reviewRequired = true;
    const refused = await house.call(
      decideMany,
      { ...input, applicationIds: [early], decision: 'not_select', reasonCode: 'position_filled' },
      asRecruiter,
    );
    expect(refused).toMatchObject({ moved: [], refused: [{ applicationId: early, code: 'decision_needs_review' }] });
    house.review.reviewRequired = false;
    const wrongReason = house.call(decideMany, { ...input, decision: 'hold' }, asRecruiter);
    await expect(wrongReason).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(house.call(decideMany, input, { actor: stranger })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('waits for a concluded review where its opening insists', async () => {
    Object.assign(house.review, { reviewRequired: true, lookedAt: true });
    const { id: openingId } = await house.call(createOpening, { ...opening, requiresBlindReview: true }, asRecruiter);
    expect(await house.call(openOpening, { openingId }, asRecruiter)).toMatchObject({ requiresBlindReview: true });
    const { application } = await applyAs(newId('per'), openingId);
    await evaluate(application.id);
    const { version } = await house.call(getApplication, { applicationId: application.id }, asRecruiter);
    const decision = { ...forEvidence, applicationId: application.id };
    const advance = () => house.call(decide, { ...decision, expectedVersion: version }, asRecruiter);
    await expect(advance()).rejects.toMatchObject({ code: 'decision_needs_blind_review' });
    house.review.reviewConcluded = true;
    expect(await advance()).toMatchObject({ stage: 'advanced' });
    Object.assign(house.review, { reviewRequired: false, lookedAt: false, reviewConcluded: false });
  });

  it('is owed a decision on the list of whoever is on the opening, and again once one is taken back', async () => {
    const { id: openingId, title: openingTitle } = await openOne();
    const { application, actor } = await applyAs(newId('per'), openingId);
    const { id: applicationId } = application;
    await evaluate(applicationId);
    const due = async (by: Actor) =>
      (await house.call(listDueDecisions, {}, { actor: by })).data.filter((each) => each.openingId === openingId);
    const { decisionDueAt: dueAt } = await house.call(getMyApplication, { applicationId }, { actor });
    const owed = [{ applicationId, personId: actor.id, openingId, openingTitle, dueAt }];
    expect([await due(recruiter), await due(stranger)]).toEqual([owed, []]);
    const { version } = await house.call(getApplication, { applicationId }, asRecruiter);
    const against = { applicationId, kind: 'not_select', reasonCode: 'evidence_insufficient' } as const;
    await house.call(decide, { ...against, expectedVersion: version }, asRecruiter);
    expect(await due(recruiter)).toEqual([]);
    await followed(applicationId, 'reopen');
    expect(await due(recruiter)).toMatchObject([{ applicationId }]);
    const mine = await house.call(getMyApplication, { applicationId }, { actor });
    expect(mine).toMatchObject({ stage: 'evaluated', decisions: [{ kind: 'not_select' }] });
  });

  it('comes to no stage that a person decides on without their decision, whatever writes it', async () => {
    const { id: openingId } = await openOne();
    const { application } = await applyAs(newId('per'), openingId);
    for (const stage of ['held', 'not_selected', 'advanced']) {
      await expect(forgeStage(application.id, stage)).rejects.toThrow('without a decision of a person');
    }
  });

  it('comes to none by a decision that was taken back', async () => {
    const { id: openingId } = await openOne();
    const { id: applicationId } = (await applyAs(newId('per'), openingId)).application;
    await evaluate(applicationId);
    const against = async () => {
      const { version: expectedVersion } = await house.call(getApplication, { applicationId }, asRecruiter);
      const input = {
        applicationId,
        kind: 'not_select',
        reasonCode: 'evidence_insufficient',
        expectedVersion,
      } as const;
      return await house.call(decide, input, asRecruiter);
    };
    await against();
    await forgeStage(applicationId, 'not_selected'); // No move, so nothing is decided by it.
    await followed(applicationId, 'reopen');
    await expect(forgeStage(applicationId, 'not_selected')).rejects.toThrow('without a decision of a person');
    expect(await against()).toMatchObject({ stage: 'not_selected', decisions: [{}, {}] });
  });

  const forgeStage = (applicationId: string, stage: string) =>
    house.service.database.dataSource.query('UPDATE application SET stage = $2 WHERE id = $1', [
      ...[applicationId.slice(4), stage],
    ]);
});
