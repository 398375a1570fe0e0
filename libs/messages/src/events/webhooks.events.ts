import { IsIn } from 'class-validator';
import { event, IsId } from '../contract/index.js';

export class WebhookDisabledEvent {
  @IsId('whk')
  webhookId!: string;

  @IsIn(['gone', 'failing'])
  reason!: 'gone' | 'failing';
}

/** An endpoint gets nothing more: it said that it is gone, or took nothing for five days. */
export const webhookDisabled = event('events', 'webhook.disabled', WebhookDisabledEvent);
