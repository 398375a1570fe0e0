import { IsIn } from 'class-validator';
import { event, IsId } from '../contract/index.js';

export class MailRequested {
  @IsId('per')
  personId!: string;

  @IsIn(['sign_in', 'step_up', 'invitation'])
  purpose!: 'sign_in' | 'step_up' | 'invitation';
}

/** Somebody needs a code or an invitation; the mailer has it minted when it sends. */
export const mailRequested = event('accounts', 'account.mail_requested', MailRequested);

export class AddressProved {
  @IsId('per')
  personId!: string;
}

/** A person gave back a code or link that was mailed to them: applications made in their name are theirs. */
export const addressProved = event('accounts', 'account.address_proved', AddressProved);
