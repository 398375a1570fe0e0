import type { HandledEvent } from '@guildhall/event-log';
import {
  apply,
  createOpening,
  type DecisionReason,
  decide,
  type ExtendOfferInput,
  extendOffer,
  getOfferOfApplication,
  getOfferTerms,
  listMyApplications,
  openOpening,
} from '@guildhall/messages/applicants';
import { type Actor, newId } from '@guildhall/messages/contract';
import type { ContractFact } from '@guildhall/messages/contracts';
import { runInContext } from '@guildhall/observability';
import {
  type ApplicantsHouse,
  knownProject,
  publishedPlan,
  startApplicantsHouse,
} from '../../test/applicants-house.js';
import { OfferRepository } from './offer.repository.js';
import { OfferService } from './offer.service.js';
import { offerTransitions } from './offer.states.js';
import { OnContract } from './on-contract.handler.js';

describe('offers', () => {
  let house: ApplicantsHouse;
  const recruiter: Actor & { kind: 'staff' } = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };
  const stranger: Actor = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };
  const asRecruiter = { actor: recruiter };
  const context = { correlationId: newId('evt'), actor: { kind: 'service', id: 'contracts' } as const };

  beforeAll(async () => {
    house = await startApplicantsHouse();
  }, 120_000);

  afterAll(async () => {
    await house?.close();
  });

  async function applied(): Promise<string> {
    const opening = await house.call(
      createOpening,
      {
        ...{ title: 'Analyst', description: 'Works.', languages: ['en'], countries: [], places: [], requirements: [] },
        payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
        ...{ planVersionId: publishedPlan, interviewDeadlineDays: 14 },
      },
      asRecruiter,
    );
    await house.call(openOpening, { openingId: opening.id }, asRecruiter);
    const actor: Actor = { kind: 'applicant', id: newId('per') };
    const input = { openingId: opening.id, personId: actor.id, region: 'US-IL', language: 'en' };
    await house.call(apply, input, { actor });
    return (await house.call(listMyApplications, {}, { actor })).data[0]!.id;
  }

  async function advanced(): Promise<string> {
    const applicationId = await applied();
    const decision = (kind: 'hold' | 'advance', reasonCode: DecisionReason, expectedVersion: number) =>
      house.call(decide, { applicationId, kind, reasonCode, expectedVersion }, asRecruiter);
    await decision('hold', 'second_opinion', 2);
    await decision('advance', 'strong_evidence', 3);
    return applicationId;
  }

  const inputFor = (applicationId: string): ExtendOfferInput => ({
    ...{ applicationId, projectId: knownProject, rateMinor: '9500', currency: 'USD', weeklyLimitHours: 40 },
    ...{ startDate: '2026-01-12', zone: 'America/New_York' },
  });

  const service = () => house.service.application.get(OfferService, { strict: false });
  const stateOf = async (applicationId: string) =>
    (await house.call(getOfferOfApplication, { applicationId }, asRecruiter)).state;
  const eventsOf = async (offerId: string): Promise<string[]> => {
    const rows: { type: string }[] = await house.service.database.dataSource.query(
      'SELECT type FROM event WHERE subject = $1 ORDER BY sequence',
      [`offer/${offerId}`],
    );
    return rows.map(({ type }) => type);
  };

  it('are for advanced applications, by staff on the opening and on the project', async () => {
    const applicationId = await applied();
    const early = house.call(extendOffer, inputFor(applicationId), asRecruiter);
    await expect(early).rejects.toMatchObject({ code: 'application_wrong_stage' });
    const ready = inputFor(await advanced());
    await expect(house.call(extendOffer, ready, { actor: stranger })).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = house.call(extendOffer, { ...ready, projectId: newId('prj') }, asRecruiter);
    await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });
    const offer = await house.call(extendOffer, ready, asRecruiter);
    expect(offer).toMatchObject({
      state: 'extended',
      rateMinor: '9500',
      weeklyLimitHours: 40,
      extendedBy: recruiter.id,
    });
    const terms = await house.call(getOfferTerms, { offerId: offer.id }, { actor: context.actor });
    expect(terms).toMatchObject({ openingTitle: 'Analyst', weeklyLimitSeconds: 144_000 });
    const curious = house.call(getOfferTerms, { offerId: offer.id }, asRecruiter);
    await expect(curious).rejects.toMatchObject({ code: 'not_allowed' });
  }, 60_000);

  it('are made in a currency that can be paid, and say so otherwise', async () => {
    const input = inputFor(await advanced());
    for (const currency of ['EUR', 'JPY'] as const) {
      const refused = house.call(extendOffer, { ...input, currency: currency as 'USD' }, asRecruiter);
      const message = `${currency} cannot be paid; those that can be paid: USD`;
      await expect(refused).rejects.toMatchObject({
        ...{ code: 'validation_failed', errors: [{ field: 'currency', message }] },
      });
    }
    expect(await house.call(extendOffer, input, asRecruiter)).toMatchObject({ currency: 'USD' });
  }, 60_000);

  it('live one at a time, of ten extended at once', async () => {
    const input = inputFor(await advanced());
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => house.call(extendOffer, input, asRecruiter)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = tries.filter((attempt) => attempt.status === 'rejected').map(({ reason }) => reason.code);
    expect(new Set(refused)).toEqual(new Set(['offer_exists']));
  }, 60_000);

  it('are accepted once, however often it is told, and also where they expired meanwhile', async () => {
    const applicationId = await advanced();
    const { id } = await house.call(extendOffer, { ...inputFor(applicationId), expiresInDays: 1 }, asRecruiter);
    house.clock.advance({ days: 1 });
    await house.service.settle(120_000);
    expect(await stateOf(applicationId)).toBe('expired');
    for (let times = 0; times < 3; times += 1) {
      await house.service.database.transaction((tx) => service().accept(tx, id, context));
    }
    expect(await stateOf(applicationId)).toBe('accepted');
    expect(await eventsOf(id)).toEqual(['offer.extended', 'offer.accepted']);
  }, 150_000);

  it('make room for another one where they were declined', async () => {
    const applicationId = await advanced();
    const { id } = await house.call(extendOffer, inputFor(applicationId), asRecruiter);
    await house.service.database.transaction((tx) => service().decline(tx, id, 'rate', context));
    await house.service.database.transaction((tx) => service().accept(tx, id, context));
    expect(await stateOf(applicationId)).toBe('declined');
    expect(await eventsOf(id)).toEqual(['offer.extended', 'offer.declined']);
    await house.call(extendOffer, { ...inputFor(applicationId), rateMinor: '9900' }, asRecruiter);
    expect(await stateOf(applicationId)).toBe('extended');
  }, 60_000);

  it('make room for another one where their contract was taken back after it was signed', async () => {
    const applicationId = await advanced();
    const { id } = await house.call(extendOffer, inputFor(applicationId), asRecruiter);
    const contract = { data: { offerId: id } } as HandledEvent<ContractFact>;
    const onContract = house.service.application.get(OnContract, { strict: false });
    const tell = (what: 'signed' | 'voided') =>
      house.service.database.transaction((tx) => runInContext(context, () => onContract[what](contract, tx)));
    await tell('signed');
    expect(await stateOf(applicationId)).toBe('accepted');
    const early = house.call(extendOffer, inputFor(applicationId), asRecruiter);
    await expect(early).rejects.toMatchObject({ code: 'offer_exists' });
    for (let times = 0; times < 2; times += 1) await tell('voided');
    expect(await stateOf(applicationId)).toBe('withdrawn');
    await tell('signed');
    expect(await stateOf(applicationId)).toBe('withdrawn');
    const another = await house.call(extendOffer, inputFor(applicationId), asRecruiter);
    expect(another).toMatchObject({ state: 'extended' });
    expect(another.id).not.toBe(id);
  }, 60_000);

  it('make no move that their table does not have', async () => {
    const { id } = await house.call(extendOffer, inputFor(await advanced()), asRecruiter);
    const offers = house.service.application.get(OfferRepository, { strict: false });
    const move = (name: keyof typeof offerTransitions) =>
      house.service.database.transaction((tx) => offers.move(tx, id, name, house.clock.now()));
    expect(await move('withdraw')).toBe(true);
    for (const name of Object.keys(offerTransitions) as (keyof typeof offerTransitions)[]) {
      expect({ name, moved: await move(name) }).toEqual({ name, moved: false });
    }
  }, 60_000);
});
