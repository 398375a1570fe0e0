import { Database, runOnce } from '@guildhall/database';
import { type CallContext, idCursor, pageOf } from '@guildhall/messages/contract';
import {
  listWebhookDeliveries,
  pingWebhook,
  type ReplayWebhookInput,
  replayWebhook,
  resendWebhookDelivery,
  type WebhookDeliveriesQuery,
  type WebhookDelivery,
  type WebhookDeliveryPage,
  type WebhookDeliveryRef,
  type WebhookRef,
  type WebhookReplay,
} from '@guildhall/messages/events';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { WebhookRepository } from '../webhook/webhook.repository.js';
import { requireAdmin } from '../webhook/webhook.rpc.controller.js';
import { deliveryView } from '../webhook/webhook-view.js';
import { DeliveryRepository } from './delivery.repository.js';
import { ResendService } from './resend.service.js';

@Controller()
export class DeliveryRpcController {
  constructor(
    private readonly database: Database,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly service: ResendService,
  ) {}

  @HandleRpc(listWebhookDeliveries)
  async list(input: WebhookDeliveriesQuery, context: CallContext): Promise<WebhookDeliveryPage> {
    requireAdmin(context);
    const { webhookId, state } = input;
    const { limit, after } = idCursor('dlv', input);
    await this.webhooks.get(webhookId);
    const rows = await this.deliveries.list(webhookId, { limit: limit + 1, before: after, state });
    return pageOf(rows.map(deliveryView), limit);
  }

  @HandleRpc(pingWebhook)
  async ping({ webhookId }: WebhookRef, context: CallContext): Promise<WebhookDelivery> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) =>
      deliveryView(await this.service.ping(tx, webhookId, context)),
    );
  }

  @HandleRpc(resendWebhookDelivery)
  async resend({ webhookId, deliveryId }: WebhookDeliveryRef, context: CallContext): Promise<WebhookDelivery> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) =>
      deliveryView(await this.service.resend(tx, webhookId, deliveryId, context)),
    );
  }

  @HandleRpc(replayWebhook)
  async replay(input: ReplayWebhookInput, context: CallContext): Promise<WebhookReplay> {
    requireAdmin(context);
    return await runOnce(this.database, context, async (tx) => ({
      deliveries: await this.service.replay(tx, input, context),
    }));
  }
}
