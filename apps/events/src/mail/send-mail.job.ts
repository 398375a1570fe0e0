import { IsId, job } from '@guildhall/messages/contract';

export class SendMailPayload {
  @IsId('mal')
  mailId!: string;
}

/** A server that defers a mail (greylisting, a full mailbox) is asked again for some hours. */
export const sendMail = job({
  service: 'events',
  queue: 'mail',
  name: 'send-mail',
  payload: SendMailPayload,
  attempts: 24,
  backoffMs: 2_000,
  timeoutMs: 90_000,
});
