import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import {
  type ExtendOfferInput,
  extendOffer,
  getOfferOfApplication,
  getOfferTerms,
  type Offer,
  type OfferOfApplicationInput,
  type OfferRef,
  type OfferTerms,
} from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { checkProjectAccess } from '@guildhall/messages/contracts';
import { HandleRpc, RpcClient } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { applicationNotFound } from '../application/application.errors.js';
import { ApplicationRepository } from '../application/application.repository.js';
import { OpeningRepository } from '../opening/opening.repository.js';
import { OpeningAccess } from '../opening/opening-access.js';
import type { OfferEntity } from './offer.entity.js';
import { offerNotFound } from './offer.errors.js';
import { OfferRepository } from './offer.repository.js';
import { OfferService } from './offer.service.js';

const hourSeconds = 3_600;

@Controller()
export class OfferRpcController {
  constructor(
    private readonly database: Database,
    private readonly offers: OfferRepository,
    private readonly applications: ApplicationRepository,
    private readonly openings: OpeningRepository,
    private readonly access: OpeningAccess,
    private readonly service: OfferService,
    private readonly rpc: RpcClient,
  ) {}

  @HandleRpc(extendOffer)
  async extend(input: ExtendOfferInput, context: CallContext): Promise<Offer> {
    const { applicationId, projectId } = input;
    await this.requireForStaff(applicationId, context);
    // The caller has to be on the project as well; its service says so.
    await this.rpc.call(checkProjectAccess, { projectId }, { context });
    return await runOnce(this.database, context, async (tx) => {
      const application = await this.applications.lock(tx, applicationId);
      if (!application) throw applicationNotFound();
      return offerView(await this.service.extend(tx, application, input, context));
    });
  }

  @HandleRpc(getOfferOfApplication)
  async getOfApplication({ applicationId }: OfferOfApplicationInput, context: CallContext): Promise<Offer> {
    await this.requireForStaff(applicationId, context);
    const offer = await this.offers.newestOf(applicationId);
    if (!offer) throw offerNotFound();
    return offerView(offer);
  }

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

  private async requireForStaff(applicationId: string, context: CallContext): Promise<void> {
    const application = await this.applications.find(applicationId);
    const isListed = application && application.stage !== 'unverified' && application.stage !== 'expired';
    if (!isListed || !(await this.access.allows(application.openingId, context))) throw applicationNotFound();
  }
}

function offerView(offer: OfferEntity): Offer {
  const { id, applicationId, projectId, state, currency, startDate, zone, extendedBy } = offer;
  return {
    ...{ id, applicationId, projectId, state, rateMinor: offer.rateMinor.toString(), currency, startDate, zone },
    weeklyLimitHours: offer.weeklyLimitSeconds / hourSeconds,
    extendedBy,
    createdAt: offer.createdAt.toISOString(),
    expiresAt: offer.expiresAt.toISOString(),
    endedAt: offer.endedAt?.toISOString() ?? null,
  };
}
