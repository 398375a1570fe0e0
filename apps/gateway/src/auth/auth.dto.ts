import { VerifyStepUpInput } from '@guildhall/messages/accounts';
import { OmitType } from '@nestjs/swagger';

export class VerifyStepUpBody extends OmitType(VerifyStepUpInput, ['credentialHash'] as const) {}

export class MailIsOnItsWay {
  /** Always the same, whoever the address belongs to. */
  status!: 'check_your_mail';
}
