import { AppError } from '@guildhall/errors';
import { getOfferTerms, type OfferRef, type OfferTerms } from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { ApplicationRepository } from '../application/application.repository.js';
import { OpeningRepository } from '../opening/opening.repository.js';
import { offerNotFound } from './offer.errors.js';
import { OfferRepository } from './offer.repository.js';

/** What a contract is written from, for the services that write and fulfil it. */
@Controller()
export class OfferTermsRpcController {
  constructor(
    private readonly offers: OfferRepository,
    private readonly applications: ApplicationRepository,
    private readonly openings: OpeningRepository,
  ) {}

  @HandleRpc(getOfferTerms)
  async terms({ offerId }: OfferRef, { actor }: CallContext): Promise<OfferTerms> {
    if (actor.kind !== 'service') throw new AppError('not_allowed', 'The terms of offers are for services.');
    const offer = await this.offers.find(offerId);
    const application = offer && (await this.applications.find(offer.applicationId));
    const opening = application && (await this.openings.find(application.openingId));
    if (!offer || !opening) throw offerNotFound();
    const { applicationId, projectId, state, currency, weeklyLimitSeconds, startDate, zone } = offer;
    return {
      ...{ offerId, applicationId, openingId: opening.id, openingTitle: opening.title },
      ...{ personId: application.personId, projectId, state, rateMinor: offer.rateMinor.toString(), currency },
      ...{ weeklyLimitSeconds, startDate, zone, expiresAt: offer.expiresAt.toISOString() },
    };
  }
}
