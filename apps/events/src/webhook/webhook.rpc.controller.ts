import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, Empty, hasRole, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import {
  type ChangeWebhookInput,
  type CreateWebhookInput,
  changeWebhook,
  createWebhook,
  deleteWebhook,
  disableWebhook,
  enableWebhook,
  getWebhook,
  listWebhooks,
  type RotateWebhookSecretInput,
  rotateWebhookSecret,
  type Webhook,
  type WebhookPage,
  type WebhookRef,
  type WebhookWithSecret,
} from '@guildhall/messages/events';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { WebhookRepository } from './webhook.repository.js';
import { WebhookService } from './webhook.service.js';
import { webhookView } from './webhook-view.js';

/** Endpoints are the admins' business. */
@Controller()
export class WebhookRpcController {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhookRepository,
    private readonly service: WebhookService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(createWebhook)
  async create(input: CreateWebhookInput, context: CallContext): Promise<WebhookWithSecret> {
    requireAdmin(context);
    const work = async (tx: Tx) => {
      const { id, secret } = await this.service.create(tx, input, context);
      return { ...(await this.view(tx, id)), secret };
    };
    return await runOnce(this.database, context, work, { secret: true });
  }

  @HandleRpc(listWebhooks)
  async list(input: PageQuery, context: CallContext): Promise<WebhookPage> {
    requireAdmin(context);
    const { limit, after } = idCursor('whk', input);
    const rows = await this.webhooks.list(limit + 1, after);
    const ids = rows.map(({ id }) => id);
    const secrets = ids.length === 0 ? [] : await this.webhooks.liveSecrets(ids, this.clock.now());
    return pageOf(
      rows.map((row) => webhookView(row, secrets)),
      limit,
    );
  }

  @HandleRpc(getWebhook)
  async get({ webhookId }: WebhookRef, context: CallContext): Promise<Webhook> {
    requireAdmin(context);
    const webhook = await this.webhooks.get(webhookId);
    return webhookView(webhook, await this.webhooks.liveSecrets([webhookId], this.clock.now()));
  }

  @HandleRpc(changeWebhook)
  async change(input: ChangeWebhookInput, context: CallContext): Promise<Webhook> {
    return await this.changed(input, context, (tx) => this.service.change(tx, input, context));
  }

  @HandleRpc(enableWebhook)
  async enable(input: WebhookRef, context: CallContext): Promise<Webhook> {
    return await this.changed(input, context, (tx) => this.service.enable(tx, input.webhookId, context));
  }

  @HandleRpc(disableWebhook)
  async disable(input: WebhookRef, context: CallContext): Promise<Webhook> {
    return await this.changed(input, context, (tx) => this.service.disable(tx, input.webhookId, context));
  }

  @HandleRpc(deleteWebhook)
  async delete({ webhookId }: WebhookRef, context: CallContext): Promise<Empty> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) => {
      await this.service.delete(tx, webhookId, context);
      return new Empty();
    });
  }

  @HandleRpc(rotateWebhookSecret)
  async rotate(input: RotateWebhookSecretInput, context: CallContext): Promise<WebhookWithSecret> {
    requireAdmin(context);
    const { webhookId, overlapHours } = input;
    const work = async (tx: Tx) => {
      const secret = await this.service.rotate(tx, webhookId, overlapHours, context);
      return { ...(await this.view(tx, webhookId)), secret };
    };
    return await runOnce(this.database, context, work, { secret: true });
  }

  private async changed(
    { webhookId }: WebhookRef,
    context: CallContext,
    effect: (tx: Tx) => Promise<void>,
  ): Promise<Webhook> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) => {
      await effect(tx);
      return await this.view(tx, webhookId);
    });
  }

  private async view(tx: Tx, webhookId: string): Promise<Webhook> {
    const webhook = await this.webhooks.get(webhookId, tx);
    return webhookView(webhook, await this.webhooks.liveSecrets([webhookId], this.clock.now(), tx));
  }
}

export function requireAdmin({ actor }: CallContext): void {
  if (!hasRole(actor, 'admin')) throw new AppError('not_allowed', 'Webhooks are for admins.');
}
