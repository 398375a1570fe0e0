import { Database, expectOne, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import type { WebhookDisabledReason, WebhookState } from '@guildhall/messages/events';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, MoreThan, Not } from 'typeorm';
import { WebhookEntity } from './webhook.entity.js';
import { webhookNotFound } from './webhook.errors.js';
import { type WebhookTransition, webhookTransitions } from './webhook.states.js';
import { WebhookSecretEntity } from './webhook-secret.entity.js';

export type NewSecret = Omit<WebhookSecretEntity, 'id'>;

@Injectable()
export class WebhookRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, webhook: WebhookEntity): Promise<void> {
    await tx.insert(WebhookEntity, webhook);
  }

  /** Under lock, so that two who exchange secrets or count endpoints do so one after the other. */
  async lock(tx: Tx, id: string): Promise<WebhookEntity> {
    const webhook = await tx.findOne(WebhookEntity, {
      where: { id, state: Not('deleted') },
      lock: { mode: 'pessimistic_write' },
    });
    if (!webhook) throw webhookNotFound();
    return webhook;
  }

  /** @throws AppError `not_found` */
  async get(id: string, manager?: EntityManager): Promise<WebhookEntity> {
    const webhook = await (manager ?? this.database.read).findOneBy(WebhookEntity, { id, state: Not('deleted') });
    if (!webhook) throw webhookNotFound();
    return webhook;
  }

  /** @throws AppError `not_found` where there never was such an endpoint; one that is deleted will do. */
  async requireExisted(tx: Tx, id: string): Promise<void> {
    if (!(await tx.existsBy(WebhookEntity, { id }))) throw webhookNotFound();
  }

  async count(tx: Tx): Promise<number> {
    return await tx.countBy(WebhookEntity, { state: Not('deleted') });
  }

  /** Newest first. */
  async list(limit: number, beforeId: string | null): Promise<WebhookEntity[]> {
    const query = this.database.read
      .createQueryBuilder(WebhookEntity, 'webhook')
      .where(`webhook.state <> 'deleted'`)
      .orderBy('webhook.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.andWhere('webhook.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  async change(tx: Tx, id: string, changes: Partial<Pick<WebhookEntity, 'url' | 'types' | 'description'>>) {
    if (Object.keys(changes).length === 0) return;
    expectOne(await tx.update(WebhookEntity, { id, state: Not('deleted') }, changes), webhookNotFound);
  }

  /** @returns whether it was this caller who moved it; a repeat changes nothing. */
  async move(
    tx: Tx,
    id: string,
    transition: WebhookTransition,
    reason: WebhookDisabledReason | null = null,
  ): Promise<boolean> {
    const { from, to } = webhookTransitions[transition];
    const forgotten = transition === 'enable' ? { failingSince: null, pausedUntil: null } : {};
    const result = await tx.update(
      WebhookEntity,
      { id, state: In<WebhookState>([...from]) },
      { state: to, disabledReason: reason, ...forgotten },
    );
    return (result.affected ?? 0) > 0;
  }

  async noteSuccess(tx: Tx, ids: string[]): Promise<void> {
    await tx.update(WebhookEntity, { id: In(ids) }, { failingSince: null });
  }

  async noteFailure(tx: Tx, ids: string[], at: Date): Promise<void> {
    await tx.update(WebhookEntity, { id: In(ids), failingSince: IsNull() }, { failingSince: at });
  }

  async pause(tx: Tx, id: string, until: Date): Promise<void> {
    await tx.query('UPDATE webhook SET paused_until = greatest(paused_until, $2) WHERE id = $1', [uuidOf(id), until]);
  }

  async insertSecret(tx: Tx, secret: NewSecret): Promise<void> {
    await tx.insert(WebhookSecretEntity, secret);
  }

  /** Newest first; those that still sign. */
  async liveSecrets(webhookIds: string[], at: Date, manager?: EntityManager): Promise<WebhookSecretEntity[]> {
    // An operator of its own for each branch: finding converts the ids inside of it.
    return await (manager ?? this.database.read).find(WebhookSecretEntity, {
      where: [
        { webhookId: In(webhookIds), expiresAt: IsNull() },
        { webhookId: In(webhookIds), expiresAt: MoreThan(at) },
      ],
      order: { id: 'DESC' },
    });
  }

  /** The secrets so far sign no longer than until then. */
  async expireSecrets(tx: Tx, webhookId: string, until: Date): Promise<void> {
    await tx.query(
      'UPDATE webhook_secret SET expires_at = least(expires_at, $2) WHERE webhook_id = $1 AND (expires_at IS NULL OR expires_at > $2)',
      [uuidOf(webhookId), until],
    );
  }

  async deleteSecrets(tx: Tx, webhookId: string): Promise<void> {
    await tx.delete(WebhookSecretEntity, { webhookId });
  }
}
