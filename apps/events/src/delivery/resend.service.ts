import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { afterCommit, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, newId } from '@guildhall/messages/contract';
import type { DeliveryKind, ReplayWebhookInput } from '@guildhall/messages/events';
import { Inject, Injectable } from '@nestjs/common';
import { chosenTypes } from '../feed/public-events.js';
import type { WebhookEntity } from '../webhook/webhook.entity.js';
import { fieldRefused, webhookDisabledError } from '../webhook/webhook.errors.js';
import { WebhookRepository } from '../webhook/webhook.repository.js';
import type { DeliveryEntity } from './delivery.entity.js';
import { DeliveryRepository } from './delivery.repository.js';
import { WebhookDeliverer } from './webhook-deliverer.js';

const longestReplay = 10_000;

/** Deliveries that a person asks for. */
@Injectable()
export class ResendService {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly deliverer: WebhookDeliverer,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ping(tx: Tx, webhookId: string, context: CallContext): Promise<DeliveryEntity> {
    await this.requireEnabled(tx, webhookId);
    const told = { eventId: newId('evt'), position: 0, type: 'webhook.ping', subject: `webhook/${webhookId}` };
    return await this.add(tx, { webhookId, ...told }, 'ping', context);
  }

  /** @throws AppError `not_found` for a delivery that is none of this endpoint, or was cleared away */
  async resend(tx: Tx, webhookId: string, deliveryId: string, context: CallContext): Promise<DeliveryEntity> {
    await this.requireEnabled(tx, webhookId);
    const first = await this.deliveries.find(tx, webhookId, deliveryId);
    if (!first) throw new AppError('not_found', 'There is no such delivery.');
    const { eventId, position, type, subject } = first;
    return await this.add(tx, { webhookId, eventId, position, type, subject }, 'resend', context);
  }

  async replay(tx: Tx, { webhookId, from, until }: ReplayWebhookInput, context: CallContext): Promise<number> {
    const { types } = await this.requireEnabled(tx, webhookId);
    const range = { from: new Date(from), until: new Date(until) };
    if (range.from >= range.until) throw fieldRefused('until', 'is not after from');
    const chosen = chosenTypes(types?.join(','));
    const replay = { webhookId, types: chosen, ...range, limit: longestReplay };
    const count = await this.deliveries.replay(tx, replay, this.clock.now());
    if (count > longestReplay)
      throw fieldRefused('until', `is too late: there are over ${longestReplay} events before`);
    await this.note(tx, 'webhook.replayed', webhookId, context, { from, until, deliveries: count });
    return count;
  }

  private async add(
    tx: Tx,
    told: Pick<DeliveryEntity, 'webhookId' | 'eventId' | 'position' | 'type' | 'subject'>,
    kind: DeliveryKind,
    context: CallContext,
  ): Promise<DeliveryEntity> {
    const at = this.clock.now();
    const delivery: DeliveryEntity = {
      ...{ id: newId('dlv'), ...told, kind, state: 'waiting', attempts: 0, nextAttemptAt: at, heldUntil: null },
      ...{ lastStatus: null, lastFailure: null, lastAttemptAt: null, createdAt: at, endedAt: null },
    };
    await this.deliveries.insert(tx, delivery);
    await this.note(tx, `webhook.${kind}`, told.webhookId, context, { eventId: told.eventId });
    return delivery;
  }

  private async requireEnabled(tx: Tx, webhookId: string): Promise<WebhookEntity> {
    const webhook = await this.webhooks.lock(tx, webhookId);
    if (webhook.state !== 'enabled') throw webhookDisabledError(webhookId);
    return webhook;
  }

  private async note(tx: Tx, action: string, subject: string, { actor }: CallContext, details: object): Promise<void> {
    await this.audit.record(tx, { action, subject, actor, details }, this.clock.now());
    afterCommit(tx, () => this.deliverer.wake());
  }
}
