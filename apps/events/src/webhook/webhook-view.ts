import type { Webhook, WebhookDelivery } from '@guildhall/messages/events';
import type { DeliveryEntity } from '../delivery/delivery.entity.js';
import type { WebhookEntity } from './webhook.entity.js';
import type { WebhookSecretEntity } from './webhook-secret.entity.js';

export function webhookView(webhook: WebhookEntity, secrets: readonly WebhookSecretEntity[]): Webhook {
  const { id, url, types, description, state, disabledReason, failingSince, pausedUntil, createdAt } = webhook;
  const own = secrets.filter(({ webhookId }) => webhookId === id);
  return {
    ...{ id, url, types: types?.join(',') ?? null, description },
    ...{ state: state === 'enabled' ? 'enabled' : 'disabled', disabledReason },
    failingSince: failingSince?.toISOString() ?? null,
    pausedUntil: pausedUntil?.toISOString() ?? null,
    secrets: own.map((secret) => ({
      createdAt: secret.createdAt.toISOString(),
      expiresAt: secret.expiresAt?.toISOString() ?? null,
    })),
    createdAt: createdAt.toISOString(),
  };
}

export function deliveryView(delivery: DeliveryEntity): WebhookDelivery {
  const { id, eventId, type, subject, kind, state, attempts, lastStatus, lastFailure } = delivery;
  return {
    ...{ id, eventId, type, subject, kind, state, attempts, lastStatus, lastFailure },
    lastAttemptAt: delivery.lastAttemptAt?.toISOString() ?? null,
    nextAttemptAt: state === 'waiting' ? delivery.nextAttemptAt.toISOString() : null,
    createdAt: delivery.createdAt.toISOString(),
    endedAt: delivery.endedAt?.toISOString() ?? null,
  };
}
