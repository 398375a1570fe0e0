import { staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  CreateWebhookInput,
  changeWebhook,
  createWebhook,
  deleteWebhook,
  disableWebhook,
  enableWebhook,
  getWebhook,
  listWebhooks,
  rotateWebhookSecret,
  Webhook,
  WebhookPage,
  WebhookWithSecret,
} from '@guildhall/messages/events';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { ChangeWebhookBody, RotateWebhookSecretBody } from './webhooks.dto.js';

/** Endpoints of other systems that events are sent to. Where they lead, and their secrets, need a step-up. */
@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(private readonly rpc: RpcClient) {}

  /** Makes an endpoint; its secret is shown in this answer and never again. */
  @Post()
  @Access(staff(['admin'], { stepUp: true }))
  create(@Body() body: CreateWebhookInput): Promise<WebhookWithSecret> {
    return this.rpc.call(createWebhook, body);
  }

  /** All endpoints, newest first. */
  @Get()
  @Access(staff(['admin'], {}))
  list(@Query() query: PageQuery): Promise<WebhookPage> {
    return this.rpc.call(listWebhooks, query);
  }

  /** One endpoint, and how it does. */
  @Get(':webhookId')
  @Access(staff(['admin'], {}))
  get(@IdParam('webhookId') webhookId: string): Promise<Webhook> {
    return this.rpc.call(getWebhook, { webhookId });
  }

  /** Changes where it leads, its filter or its description, and leaves the rest. */
  @Patch(':webhookId')
  @Access(staff(['admin'], { stepUp: true }))
  change(@IdParam('webhookId') webhookId: string, @Body() body: ChangeWebhookBody): Promise<Webhook> {
    return this.rpc.call(changeWebhook, { ...body, webhookId });
  }

  /** What still waits goes on at once; what happened while it was disabled is for a replay. */
  @Post(':webhookId/enable')
  @HttpCode(200)
  @Access(staff(['admin'], {}))
  enable(@IdParam('webhookId') webhookId: string): Promise<Webhook> {
    return this.rpc.call(enableWebhook, { webhookId });
  }

  /** Nothing more is sent, and nothing kept for it. */
  @Post(':webhookId/disable')
  @HttpCode(200)
  @Access(staff(['admin'], {}))
  disable(@IdParam('webhookId') webhookId: string): Promise<Webhook> {
    return this.rpc.call(disableWebhook, { webhookId });
  }

  /** Gives a new secret, shown this once; those before it go on signing beside it for a while. */
  @Post(':webhookId/secrets')
  @Access(staff(['admin'], { stepUp: true }))
  rotateSecret(
    @IdParam('webhookId') webhookId: string,
    @Body() body: RotateWebhookSecretBody,
  ): Promise<WebhookWithSecret> {
    return this.rpc.call(rotateWebhookSecret, { ...body, webhookId });
  }

  /** Removes it for good, with its secrets and its log. */
  @Delete(':webhookId')
  @HttpCode(204)
  @Access(staff(['admin'], {}))
  async delete(@IdParam('webhookId') webhookId: string): Promise<void> {
    await this.rpc.call(deleteWebhook, { webhookId });
  }
}
