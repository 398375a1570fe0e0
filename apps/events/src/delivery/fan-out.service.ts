import { CLOCK, type Clock } from '@guildhall/clock';
import { afterCommit, type Tx } from '@guildhall/database';
import type { EventEnvelope } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { filtersMatching, publicTypes } from '../feed/public-events.js';
import { DeliveryRepository } from './delivery.repository.js';
import { WebhookDeliverer } from './webhook-deliverer.js';

const isPublic = new Set(publicTypes);

/** Writes down, with the event itself, whom it is to be delivered to. */
@Injectable()
export class FanOut {
  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly deliverer: WebhookDeliverer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async spread(tx: Tx, event: EventEnvelope): Promise<void> {
    if (!isPublic.has(event.type)) return;
    const count = await this.deliveries.fanOut(tx, event, filtersMatching(event.type), this.clock.now());
    if (count > 0) afterCommit(tx, () => this.deliverer.wake());
  }
}
