import { AuditLog } from '@guildhall/audit';
import type { Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import type { CallContext } from '@guildhall/messages/contract';
import { webhookDisabled } from '@guildhall/messages/events';
import { newCorrelationId } from '@guildhall/observability';
import { Injectable } from '@nestjs/common';
import { WebhookRepository } from '../webhook/webhook.repository.js';
import type { ClaimedDelivery } from './delivery-queue.js';
import type { Outcome } from './outcome.js';

export interface SeenOutcome {
  delivery: Pick<ClaimedDelivery, 'webhookId' | 'failingSince'>;
  outcome: Pick<Outcome, 'state' | 'pauseUntil' | 'isGone'>;
  at: Date;
}

const longestFailureMs = 5 * 24 * 3_600_000;

/** What calls tell of their endpoints: that they work, fail, want a pause, or are to get nothing more. */
@Injectable()
export class EndpointHealth {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
  ) {}

  /** Writes nothing for endpoints that simply work. Endpoints in the order of their ids: two processes may note the same. */
  async note(tx: Tx, seen: readonly SeenOutcome[]): Promise<void> {
    const ids = [...new Set(seen.map(({ delivery }) => delivery.webhookId))].sort();
    for (const id of ids) {
      const own = seen.filter(({ delivery }) => delivery.webhookId === id);
      const hasSucceeded = own.some(({ outcome }) => outcome.state === 'delivered');
      const failed = own.filter(({ outcome }) => outcome.state !== 'delivered');
      if (hasSucceeded && own.some(({ delivery }) => delivery.failingSince !== null)) {
        await this.webhooks.noteSuccess(tx, [id]);
      }
      if (failed.length > 0) await this.noteFailures(tx, id, failed, hasSucceeded);
    }
  }

  private async noteFailures(tx: Tx, id: string, failed: SeenOutcome[], hasSucceeded: boolean): Promise<void> {
    const { at } = failed.at(-1)!;
    const pauses = failed.flatMap(({ outcome }) => outcome.pauseUntil ?? []);
    if (pauses.length > 0) {
      await this.webhooks.pause(tx, id, new Date(Math.max(...pauses.map((pause) => pause.getTime()))));
    }
    if (failed.some(({ outcome }) => outcome.isGone)) return await this.disable(tx, id, 'gone', at);
    if (hasSucceeded) return;
    const since = failed[0]!.delivery.failingSince;
    if (since === null) await this.webhooks.noteFailure(tx, [id], at);
    else if (at.getTime() - since.getTime() >= longestFailureMs) await this.disable(tx, id, 'failing', at);
  }

  private async disable(tx: Tx, webhookId: string, reason: 'gone' | 'failing', at: Date): Promise<void> {
    if (!(await this.webhooks.move(tx, webhookId, 'disable', reason))) return;
    const context: CallContext = { correlationId: newCorrelationId(), actor: { kind: 'service', id: 'events' } };
    const details = { reason };
    await this.audit.record(tx, { action: 'webhook.disabled', subject: webhookId, actor: context.actor, details }, at);
    const data = { webhookId, reason };
    await this.events.append(tx, webhookDisabled, { subject: `webhook/${webhookId}`, data, context, at });
  }
}
