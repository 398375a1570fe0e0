import { staff } from '@guildhall/auth';
import {
  listWebhookDeliveries,
  pingWebhook,
  replayWebhook,
  resendWebhookDelivery,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookReplay,
} from '@guildhall/messages/events';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { DeliveriesQuery, ReplayWebhookBody } from './webhooks.dto.js';

/** What was sent to an endpoint, and sending it again. */
@ApiTags('webhooks')
@Controller('v1/webhooks/:webhookId')
export class DeliveriesController {
  constructor(private readonly rpc: RpcClient) {}

  /** What was sent and what waits, newest first; what ended is kept for 30 days. */
  @Get('deliveries')
  @Access(staff(['admin'], {}))
  list(@IdParam('webhookId') webhookId: string, @Query() query: DeliveriesQuery): Promise<WebhookDeliveryPage> {
    return this.rpc.call(listWebhookDeliveries, { ...query, webhookId });
  }

  /** Sends a `webhook.ping`, to see whether it arrives. */
  @Post('ping')
  @HttpCode(202)
  @Access(staff(['admin'], {}))
  ping(@IdParam('webhookId') webhookId: string): Promise<WebhookDelivery> {
    return this.rpc.call(pingWebhook, { webhookId });
  }

  /** Sends one event again, under the same `webhook-id`. */
  @Post('deliveries/:deliveryId/resend')
  @HttpCode(202)
  @Access(staff(['admin'], {}))
  resend(@IdParam('webhookId') webhookId: string, @IdParam('deliveryId') deliveryId: string): Promise<WebhookDelivery> {
    return this.rpc.call(resendWebhookDelivery, { webhookId, deliveryId });
  }

  /** Sends every event of a range of time again that the filter takes; at most 10,000. */
  @Post('replays')
  @HttpCode(202)
  @Access(staff(['admin'], {}))
  replay(@IdParam('webhookId') webhookId: string, @Body() body: ReplayWebhookBody): Promise<WebhookReplay> {
    return this.rpc.call(replayWebhook, { ...body, webhookId });
  }
}
