import { IsId, job } from '@guildhall/messages/contract';
import { IsIn, IsISO8601 } from 'class-validator';

export class NotifyAdminsPayload {
  @IsId('evt')
  eventId!: string;

  /** When it happened: old news is not mailed. */
  @IsISO8601()
  time!: string;

  @IsId('whk')
  webhookId!: string;

  @IsIn(['gone', 'failing'])
  reason!: 'gone' | 'failing';
}

/** Asks who the admins are, and writes each of them a mail. */
export const notifyAdmins = job({
  service: 'events',
  queue: 'mail',
  name: 'notify-admins',
  payload: NotifyAdminsPayload,
  attempts: 10,
  backoffMs: 2_000,
  timeoutMs: 30_000,
});
