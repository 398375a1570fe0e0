import { Database } from '@guildhall/database';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Injectable } from '@nestjs/common';
import { expireOffer, type OfferJobPayload } from './offer.jobs.js';
import { OfferService } from './offer.service.js';

@Injectable()
export class ExpireOfferHandler {
  constructor(
    private readonly database: Database,
    private readonly service: OfferService,
  ) {}

  @HandleJob(expireOffer)
  async expire({ offerId }: OfferJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.service.expire(tx, offerId, run.context);
    });
  }
}
