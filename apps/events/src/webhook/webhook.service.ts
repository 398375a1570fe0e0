import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, newId } from '@guildhall/messages/contract';
import type { ChangeWebhookInput, CreateWebhookInput } from '@guildhall/messages/events';
import { Inject, Injectable } from '@nestjs/common';
import { DeliveryRepository } from '../delivery/delivery.repository.js';
import { newWebhookSecret } from '../delivery/standard-webhook.js';
import { readWebhookUrl } from '../delivery/webhook-url.js';
import { EVENTS_CONFIG, EventsConfig } from '../events.config.js';
import { SecretVault } from './secret-vault.js';
import type { WebhookEntity } from './webhook.entity.js';
import { fieldRefused } from './webhook.errors.js';
import { WebhookRepository } from './webhook.repository.js';

const mostWebhooks = 100;
const defaultOverlapHours = 24;
const hourMs = 3_600_000;

/** Endpoints of other systems and their secrets. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly audit: AuditLog,
    private readonly vault: SecretVault,
    @Inject(EVENTS_CONFIG) private readonly config: EventsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the endpoint's id and its first secret, which is shown once. */
  async create(tx: Tx, input: CreateWebhookInput, context: CallContext): Promise<{ id: string; secret: string }> {
    const url = this.url(input.url);
    // Two who make one at once may come out one above the number; it bounds the work of an event, not a right.
    if ((await this.webhooks.count(tx)) >= mostWebhooks) {
      throw new AppError('too_many_webhooks', `There are ${mostWebhooks} webhooks; delete one that is not needed.`);
    }
    const at = this.clock.now();
    const id = newId('whk');
    await this.webhooks.insert(tx, {
      ...{ id, url, types: typesOf(input.types), description: input.description ?? null },
      ...{ state: 'enabled', disabledReason: null, failingSince: null, pausedUntil: null },
      ...{ createdBy: context.actor.kind === 'staff' ? context.actor.id : '', createdAt: at },
    });
    const secret = await this.addSecret(tx, id, at);
    await this.note(tx, 'webhook.created', id, context, { types: input.types ?? null });
    return { id, secret };
  }

  async change(tx: Tx, input: ChangeWebhookInput, context: CallContext): Promise<void> {
    const { webhookId, url, types, description } = input;
    const changes: Partial<Pick<WebhookEntity, 'url' | 'types' | 'description'>> = {
      ...(url === undefined ? {} : { url: this.url(url) }),
      ...(types === undefined ? {} : { types: typesOf(types) }),
      ...(description === undefined ? {} : { description }),
    };
    await this.webhooks.lock(tx, webhookId);
    await this.webhooks.change(tx, webhookId, changes);
    await this.note(tx, 'webhook.changed', webhookId, context, { fields: Object.keys(changes) });
  }

  async enable(tx: Tx, webhookId: string, context: CallContext): Promise<void> {
    await this.webhooks.lock(tx, webhookId);
    if (!(await this.webhooks.move(tx, webhookId, 'enable'))) return;
    await this.deliveries.makeDue(tx, webhookId, this.clock.now());
    await this.note(tx, 'webhook.enabled', webhookId, context);
  }

  async disable(tx: Tx, webhookId: string, context: CallContext): Promise<void> {
    await this.webhooks.lock(tx, webhookId);
    if (!(await this.webhooks.move(tx, webhookId, 'disable', 'by_hand'))) return;
    await this.note(tx, 'webhook.disabled', webhookId, context, { reason: 'by_hand' });
  }

  /** The secrets go at once, the log piece by piece afterwards. Who deletes what another has just deleted is told the same. */
  async delete(tx: Tx, webhookId: string, context: CallContext): Promise<void> {
    if (!(await this.webhooks.move(tx, webhookId, 'delete'))) return await this.webhooks.requireExisted(tx, webhookId);
    await this.webhooks.deleteSecrets(tx, webhookId);
    await this.note(tx, 'webhook.deleted', webhookId, context);
  }

  /** @returns the new secret; it signs from now on, those before it beside it for the overlap. */
  async rotate(tx: Tx, webhookId: string, overlapHours: number | undefined, context: CallContext): Promise<string> {
    await this.webhooks.lock(tx, webhookId);
    const at = this.clock.now();
    const hours = overlapHours ?? defaultOverlapHours;
    await this.webhooks.expireSecrets(tx, webhookId, new Date(at.getTime() + hours * hourMs));
    const secret = await this.addSecret(tx, webhookId, at);
    await this.note(tx, 'webhook.secret_rotated', webhookId, context, { overlapHours: hours });
    return secret;
  }

  private async addSecret(tx: Tx, webhookId: string, at: Date): Promise<string> {
    const secret = newWebhookSecret();
    const sealed = this.vault.seal(secret, webhookId);
    await this.webhooks.insertSecret(tx, { webhookId, sealed, createdAt: at, expiresAt: null });
    return secret;
  }

  private url(text: string): string {
    const read = readWebhookUrl(text, { allowLoopback: this.config.webhooksAllowLoopback });
    if ('fault' in read) throw fieldRefused('url', read.fault);
    return read.url.href;
  }

  private async note(tx: Tx, action: string, subject: string, { actor }: CallContext, details: object = {}) {
    await this.audit.record(tx, { action, subject, actor, details }, this.clock.now());
  }
}

function typesOf(filter: string | null | undefined): string[] | null {
  if (filter === null || filter === undefined) return null;
  const names = filter.split(',').filter((name) => name !== '');
  if (names.length === 0) throw fieldRefused('types', 'names nothing; leave it out for everything');
  return names;
}
