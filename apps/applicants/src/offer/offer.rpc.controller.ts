import { ReadLog } from '@guildhall/audit';
import { Database, runOnce } from '@guildhall/database';
import {
  type ExtendOfferInput,
  extendOffer,
  getOfferOfApplication,
  type Offer,
  type OfferOfApplicationInput,
} from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { checkProjectAccess } from '@guildhall/messages/contracts';
import { HandleRpc, RpcClient } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { applicationNotFound } from '../application/application.errors.js';
import { ApplicationRepository } from '../application/application.repository.js';
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
    private readonly access: OpeningAccess,
    private readonly service: OfferService,
    private readonly rpc: RpcClient,
    private readonly reads: ReadLog,
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
    await this.reads.note('offer.read', offer.id, context);
    return offerView(offer);
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
