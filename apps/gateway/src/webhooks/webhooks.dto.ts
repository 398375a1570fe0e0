import {
  ChangeWebhookInput,
  ReplayWebhookInput,
  RotateWebhookSecretInput,
  WebhookDeliveriesQuery,
} from '@guildhall/messages/events';
import { OmitType } from '@nestjs/swagger';

export class ChangeWebhookBody extends OmitType(ChangeWebhookInput, ['webhookId'] as const) {}
export class RotateWebhookSecretBody extends OmitType(RotateWebhookSecretInput, ['webhookId'] as const) {}
export class ReplayWebhookBody extends OmitType(ReplayWebhookInput, ['webhookId'] as const) {}
export class DeliveriesQuery extends OmitType(WebhookDeliveriesQuery, ['webhookId'] as const) {}
