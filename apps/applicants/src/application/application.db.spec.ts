import {
  apply,
  closeOpening,
  createOpening,
  getApplication,
  getMyApplication,
  getOpening,
  getPublicOpening,
  listApplications,
  listMyApplications,
  listOpenings,
  listPublicOpenings,
  openOpening,
  removeOpeningStaff,
  withdrawApplication,
} from '@guildhall/messages/applicants';
import { type Actor, newId } from '@guildhall/messages/contract';
import type { ApplicantsHouse } from '../../test/applicants-house.js';
import { Hiring, opening } from '../../test/hiring.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService } from './application.service.js';
import { stageTransitions } from './application.states.js';

describe('openings and applications', () => {
  let hiring: Hiring;
  let house: ApplicantsHouse;
  const admin: Actor = { kind: 'staff', id: newId('per'), roles: ['admin'] };

  beforeAll(async () => {
    hiring = await Hiring.begin();
    house = hiring.house;
  });

  afterAll(async () => {
    await house?.close();
  });

  it('shows an opening to everybody while it is open, and its candidates to those on it', async () => {
    const draft = await house.call(createOpening, opening, hiring.asRecruiter);
    await expect(house.call(getPublicOpening, { openingId: draft.id })).rejects.toMatchObject({ code: 'not_found' });
    await house.call(openOpening, { openingId: draft.id }, hiring.asRecruiter);
    expect(await house.call(getPublicOpening, { openingId: draft.id })).toMatchObject({ title: opening.title });
    const inFrance = await house.call(listPublicOpenings, { country: 'FR', language: 'en' });
    expect(inFrance.data.map(({ id }) => id)).toContain(draft.id);
    const foreign = house.call(getOpening, { openingId: draft.id }, { actor: hiring.stranger });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    expect(await house.call(getOpening, { openingId: draft.id }, { actor: admin })).toMatchObject({ id: draft.id });
    expect((await house.call(listOpenings, {}, { actor: hiring.stranger })).data).toEqual([]);
    await house.call(closeOpening, { openingId: draft.id }, hiring.asRecruiter);
    expect(await house.call(getPublicOpening, { openingId: draft.id })).toMatchObject({
      ...{ state: 'closed', closedAt: house.clock.now().toISOString() },
    });
    const open = await house.call(listPublicOpenings, {});
    expect(open.data.map(({ id }) => id)).not.toContain(draft.id);
    const again = house.call(closeOpening, { openingId: draft.id }, hiring.asRecruiter);
    await expect(again).rejects.toMatchObject({ code: 'opening_wrong_state' });
  });

  it('finds openings by words of their title and description, taken literally', async () => {
    const made = async (title: string, description: string) => {
      const { id } = await house.call(createOpening, { ...opening, title, description }, hiring.asRecruiter);
      return (await house.call(openOpening, { openingId: id }, hiring.asRecruiter)).id;
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
    const withDraft = house.call(createOpening, { ...opening, planVersionId: newId('plv') }, hiring.asRecruiter);
    await expect(withDraft).rejects.toMatchObject({ code: 'plan_wrong_state' });
    const upsideDown = { ...opening, payRange: { minimumMinor: '10', maximumMinor: '9', currency: 'USD' } };
    await expect(house.call(createOpening, upsideDown, hiring.asRecruiter)).rejects.toMatchObject({
      code: 'validation_failed',
    });
    const { id } = await hiring.openOne();
    const remove = house.call(removeOpeningStaff, { openingId: id, staffId: hiring.recruiter.id }, hiring.asRecruiter);
    await expect(remove).rejects.toMatchObject({ code: 'conflict' });
  });

  it('keeps who of the staff read an application, and none of those who may not', async () => {
    const { id: openingId } = await hiring.openOne();
    const { application } = await hiring.applyAs(newId('per'), openingId);
    const { id: applicationId } = application;
    await house.call(getApplication, { applicationId }, hiring.asRecruiter);
    await house.call(listApplications, { openingId }, hiring.asRecruiter);
    await expect(house.call(getApplication, { applicationId }, { actor: hiring.stranger })).rejects.toThrow();
    await expect(house.call(listApplications, { openingId }, { actor: hiring.stranger })).rejects.toThrow();
    const read = await house.service.database.read.query(
      `SELECT action, subject, actor, details FROM audit_entry
       WHERE action LIKE 'application%.read' AND subject IN ($1, $2) ORDER BY id`,
      [applicationId, openingId],
    );
    const actor = `staff:${hiring.recruiter.id}`;
    expect(read).toEqual([
      { action: 'application.read', subject: applicationId, actor, details: {} },
      { action: 'applications.read', subject: openingId, actor, details: { applicationIds: [applicationId] } },
    ]);
  });

  it('keeps an application unlisted until its address is proved', async () => {
    const { id: openingId } = await hiring.openOne();
    const personId = newId('per');
    const input = { openingId, personId, region: 'US-IL', language: 'en' };
    const reply = await house.call(apply, input);
    expect(await house.call(apply, input)).toEqual(reply);
    expect((await house.call(listApplications, { openingId }, hiring.asRecruiter)).data).toEqual([]);
    const service = house.service.application.get(ApplicationService, { strict: false });
    const context = { correlationId: newId('evt'), actor: { kind: 'applicant', id: personId } as const };
    await house.service.database.transaction((tx) => service.submitProvedBy(tx, personId, context));
    await house.service.database.transaction((tx) => service.submitProvedBy(tx, personId, context));
    const { data } = await house.call(listApplications, { openingId }, hiring.asRecruiter);
    expect(data).toEqual([
      expect.objectContaining({ personId, stage: 'submitted', jurisdictions: ['US-NY', 'US-IL'], version: 2 }),
    ]);
  });

  it('takes what the person says who is signed in, over what a stranger wrote under their address', async () => {
    const { id: openingId } = await hiring.openOne();
    const personId = newId('per');
    await house.call(apply, { openingId, personId, region: 'FR', language: 'fr' });
    const { application, actor } = await hiring.applyAs(personId, openingId);
    expect(application).toMatchObject({ stage: 'submitted', region: 'US-IL', language: 'en' });
    expect((await house.call(listApplications, { openingId }, hiring.asRecruiter)).data).toEqual([
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
    const { id: openingId } = await hiring.openOne();
    const personId = newId('per');
    await house.call(apply, { openingId, personId, region: 'FR', language: 'en' });
    house.clock.advance({ days: 7 });
    await house.service.settle();
    const service = house.service.application.get(ApplicationService, { strict: false });
    const context = { correlationId: newId('evt'), actor: { kind: 'applicant', id: personId } as const };
    await house.service.database.transaction((tx) => service.submitProvedBy(tx, personId, context));
    expect((await house.call(listApplications, { openingId }, hiring.asRecruiter)).data).toEqual([]);
  });

  it('makes one application of ten at once', async () => {
    const { id: openingId } = await hiring.openOne();
    const personId = newId('per');
    await Promise.all(Array.from({ length: 10 }, () => hiring.applyAs(personId, openingId)));
    expect((await house.call(listApplications, { openingId }, hiring.asRecruiter)).data).toHaveLength(1);
  });

  it('mails nobody that they have applied before who is signed in and can see it', async () => {
    const { id: openingId } = await hiring.openOne();
    const { application, actor } = await hiring.applyAs(newId('per'), openingId);
    await hiring.applyAs(actor.id, openingId);
    expect(await hiring.toldOf(application.id)).toEqual(['application.submitted']);
    await house.call(apply, { openingId, personId: actor.id, region: 'US-IL', language: 'en' });
    expect(await hiring.toldOf(application.id)).toEqual(['application.submitted', 'application.received']);
  });

  it('lets a person take back and apply again a few times a day, for each opening', async () => {
    const [{ id: openingId }, other] = [await hiring.openOne(), await hiring.openOne()];
    const personId = newId('per');
    for (let times = 0; times < 3; times++) {
      const { application, actor } = await hiring.applyAs(personId, openingId);
      await house.call(withdrawApplication, { applicationId: application.id }, { actor });
    }
    const limit = { code: 'rate_limited', retryAfterSeconds: expect.any(Number) };
    await expect(hiring.applyAs(personId, openingId)).rejects.toMatchObject(limit);
    await hiring.applyAs(personId, other.id);
    await hiring.applyAs(newId('per'), openingId);
    house.clock.advance({ days: 1 });
    await hiring.applyAs(personId, openingId);
  });

  it('answers for a stranger’s application as for none, and lets its owner withdraw it', async () => {
    const { id: openingId } = await hiring.openOne();
    const { application, actor } = await hiring.applyAs(newId('per'), openingId);
    const messageOf = (applicationId: string) =>
      house
        .call(getMyApplication, { applicationId }, { actor: { kind: 'applicant', id: newId('per') } })
        .catch((error: Error) => error.message);
    expect(await messageOf(application.id)).toBe(await messageOf(newId('app')));
    const withdrawn = await house.call(withdrawApplication, { applicationId: application.id }, { actor });
    expect(withdrawn.stage).toBe('withdrawn');
    const again = house.call(withdrawApplication, { applicationId: application.id }, { actor });
    await expect(again).rejects.toMatchObject({ code: 'application_wrong_stage' });
    expect((await hiring.applyAs(application.personId, openingId)).application.stage).toBe('submitted');
  });

  it('is for those who live where the opening says, wherever within the country', async () => {
    const made = await house.call(createOpening, { ...opening, countries: ['US', 'CA'] }, hiring.asRecruiter);
    const { id: openingId } = await house.call(openOpening, { openingId: made.id }, hiring.asRecruiter);
    expect((await hiring.applyAs(newId('per'), openingId)).application.region).toBe('US-IL');
    const input = { openingId, personId: newId('per'), region: 'FR', language: 'en' };
    await expect(house.call(apply, input)).rejects.toMatchObject({
      code: 'validation_failed',
      message: expect.stringContaining('US, CA'),
    });
  });

  it('is kept though the one in its way is taken back in the very moment', async () => {
    const { id: openingId } = await hiring.openOne();
    const { actor, application } = await hiring.applyAs(newId('per'), openingId);
    const repository = house.service.application.get(ApplicationRepository, { strict: false });
    const insert = repository.insert.bind(repository);
    repository.insert = async (tx, row) => {
      repository.insert = insert;
      const isNew = await insert(tx, row);
      await house.call(withdrawApplication, { applicationId: application.id }, { actor });
      return isNew;
    };
    expect((await hiring.applyAs(application.personId, openingId)).application.stage).toBe('submitted');
  });

  it('makes no move that its table does not have', async () => {
    const { id: openingId } = await hiring.openOne();
    const { application } = await hiring.applyAs(newId('per'), openingId);
    const repository = house.service.application.get(ApplicationRepository, { strict: false });
    const moves = Object.entries(stageTransitions) as [keyof typeof stageTransitions, { from: readonly string[] }][];
    for (const [name, { from }] of moves) {
      if (from.includes('submitted')) continue;
      const moved = await house.service.database.transaction((tx) => repository.move(tx, application.id, name));
      expect({ name, moved }).toEqual({ name, moved: false });
    }
  });
});
