import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import { Jobs } from '@guildhall/jobs';
import { type OfferFact, offerExtended } from '@guildhall/messages/applicants';
import { newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { prepareContract } from './contract.jobs.js';
import { ContractRepository } from './contract.repository.js';

/** An offer makes a contract necessary; a job asks for its terms and writes it. */
@Injectable()
export class OnOffer {
  constructor(
    private readonly contracts: ContractRepository,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @OnEvent(offerExtended)
  async draft(event: HandledEvent<OfferFact>, tx: Tx): Promise<void> {
    const { offerId, applicationId, openingId, personId, projectId } = event.data;
    const id = newId('ctr');
    const isNew = await this.contracts.insert(tx, {
      ...{ id, offerId, applicationId, openingId, personId, projectId, state: 'draft', recipientState: 'pending' },
      ...{ signerName: null, rateMinor: null, currency: null, weeklyLimitSeconds: null, startDate: null, zone: null },
      ...{
        declineReason: null,
        problemCode: null,
        createdAt: this.clock.now(),
        sentAt: null,
        expiresAt: null,
        sealedAt: null,
      },
    });
    if (isNew) await this.jobs.enqueue(tx, prepareContract, { contractId: id }, { key: id });
  }
}
