import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { EventLog } from '@guildhall/event-log';
import { Jobs } from '@guildhall/jobs';
import {
  type ExtendOfferInput,
  type OfferFact,
  offerAccepted,
  offerDeclined,
  offerExtended,
} from '@guildhall/messages/applicants';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { ApplicationEntity } from '../application/application.entity.js';
import { applicationWrongStage } from '../application/application.errors.js';
import { ApplicationRepository } from '../application/application.repository.js';
import type { OfferEntity } from './offer.entity.js';
import { offerExists } from './offer.errors.js';
import { expireOffer } from './offer.jobs.js';
import { OfferRepository } from './offer.repository.js';

const defaultExpiryDays = 14;
const dayMs = 86_400_000;
const hourSeconds = 3_600;

/** Offers: extended by a named person; what becomes of them, their contract tells. */
@Injectable()
export class OfferService {
  constructor(
    private readonly offers: OfferRepository,
    private readonly applications: ApplicationRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async extend(
    tx: Tx,
    application: ApplicationEntity,
    input: ExtendOfferInput,
    context: CallContext,
  ): Promise<OfferEntity> {
    const { actor } = context;
    if (actor.kind !== 'staff') throw new AppError('not_allowed', 'Only a person extends an offer.');
    if (application.stage !== 'advanced') throw applicationWrongStage(application, 'advance it before you offer work.');
    const offer = newOffer(input, actor.id, this.clock.now());
    if (!(await this.offers.insert(tx, offer))) throw offerExists(application.id);
    const { id: offerId, createdAt: at, expiresAt: runAfter } = offer;
    await this.jobs.enqueue(tx, expireOffer, { offerId }, { context, key: offerId, runAfter });
    const data = factOf(offer, application);
    await this.events.append(tx, offerExtended, { subject: `offer/${offerId}`, data, context, at });
    await this.audit.record(tx, { action: 'offer.extended', subject: offerId, actor }, at);
    return offer;
  }

  /** The last document of its contract is signed. A repeat changes nothing. */
  async accept(tx: Tx, offerId: string, context: CallContext): Promise<void> {
    const found = await this.move(tx, offerId, 'accept', context);
    if (!found) return;
    const { data, at } = found;
    await this.events.append(tx, offerAccepted, { subject: `offer/${offerId}`, data, context, at });
  }

  async decline(tx: Tx, offerId: string, reasonCode: string, context: CallContext): Promise<void> {
    const found = await this.move(tx, offerId, 'decline', context);
    if (!found) return;
    const { data, at } = found;
    const declined = { ...data, reasonCode };
    await this.events.append(tx, offerDeclined, { subject: `offer/${offerId}`, data: declined, context, at });
  }

  /** Its contract was taken back. */
  async withdraw(tx: Tx, offerId: string, context: CallContext): Promise<void> {
    await this.move(tx, offerId, 'withdraw', context);
  }

  async expire(tx: Tx, offerId: string, context: CallContext): Promise<void> {
    await this.move(tx, offerId, 'expire', context);
  }

  private async move(
    tx: Tx,
    offerId: string,
    transition: 'accept' | 'decline' | 'withdraw' | 'expire',
    { actor }: CallContext,
  ): Promise<{ data: OfferFact; at: Date } | null> {
    const at = this.clock.now();
    if (!(await this.offers.move(tx, offerId, transition, at))) return null;
    const offer = (await this.offers.find(offerId, tx))!;
    const application = (await this.applications.find(offer.applicationId, tx))!;
    await this.audit.record(tx, { action: `offer.${offer.state}`, subject: offerId, actor }, at);
    return { data: factOf(offer, application), at };
  }
}

function newOffer(input: ExtendOfferInput, extendedBy: string, at: Date): OfferEntity {
  const { applicationId, projectId, rateMinor, currency, weeklyLimitHours, startDate, zone } = input;
  return {
    ...{ id: newId('off'), applicationId, projectId, state: 'extended', currency, startDate, zone, extendedBy },
    rateMinor: BigInt(rateMinor),
    weeklyLimitSeconds: weeklyLimitHours * hourSeconds,
    createdAt: at,
    expiresAt: new Date(at.getTime() + (input.expiresInDays ?? defaultExpiryDays) * dayMs),
    endedAt: null,
  };
}

function factOf(offer: OfferEntity, { openingId, personId }: ApplicationEntity): OfferFact {
  const { id: offerId, applicationId, projectId } = offer;
  return { offerId, applicationId, openingId, personId, projectId };
}
