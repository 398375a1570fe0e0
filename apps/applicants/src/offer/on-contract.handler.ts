import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import {
  type ContractDeclined,
  type ContractFact,
  contractDeclined,
  contractSigned,
  contractVoided,
} from '@guildhall/messages/contracts';
import { currentContext } from '@guildhall/observability';
import { Injectable } from '@nestjs/common';
import { OfferService } from './offer.service.js';

/** What became of an offer's contract. */
@Injectable()
export class OnContract {
  constructor(private readonly offers: OfferService) {}

  @OnEvent(contractSigned)
  async signed(event: HandledEvent<ContractFact>, tx: Tx): Promise<void> {
    await this.offers.accept(tx, event.data.offerId, currentContext());
  }

  @OnEvent(contractDeclined)
  async declined(event: HandledEvent<ContractDeclined>, tx: Tx): Promise<void> {
    await this.offers.decline(tx, event.data.offerId, event.data.reasonCode, currentContext());
  }

  @OnEvent(contractVoided)
  async voided(event: HandledEvent<ContractFact>, tx: Tx): Promise<void> {
    await this.offers.withdraw(tx, event.data.offerId, currentContext());
  }
}
