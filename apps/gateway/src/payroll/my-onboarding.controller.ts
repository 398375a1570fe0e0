import { applicants, self } from '@guildhall/auth';
import {
  addPayoutMethod,
  changePayoutMethod,
  getMyOnboarding,
  listMyPayoutMethods,
  Onboarding,
  PayoutMethod,
  PayoutMethods,
  SubmitPayoutMethodInput,
  SubmitTaxFormInput,
  submitTaxForm,
} from '@guildhall/messages/payroll';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';

/** What a contractor hands in before the first pay. */
@ApiTags('my pay')
@Controller('v1/me')
export class MyOnboardingController {
  constructor(private readonly rpc: RpcClient) {}

  /** One's own checklist; empty before the first sealed contract. */
  @Get('onboarding')
  @Access(applicants({ owned: self }))
  get(): Promise<Onboarding> {
    return this.rpc.call(getMyOnboarding, {});
  }

  /** Hands in a tax form; the number is kept encrypted and never shown again but for its last four digits. */
  @Post('tax-form')
  @HttpCode(200)
  @Access(applicants({ owned: self }))
  submitTaxForm(@Body() body: SubmitTaxFormInput): Promise<Onboarding> {
    return this.rpc.call(submitTaxForm, body);
  }

  /** The accounts to which one is paid, masked; the newest first. */
  @Get('payout-methods')
  @Access(applicants({ owned: self }))
  listPayoutMethods(): Promise<PayoutMethods> {
    return this.rpc.call(listMyPayoutMethods, {});
  }

  /** The first account. */
  @Post('payout-methods')
  @Access(applicants({ owned: self }))
  addPayoutMethod(@Body() body: SubmitPayoutMethodInput): Promise<PayoutMethod> {
    return this.rpc.call(addPayoutMethod, body);
  }

  /** Another account instead, after a mailed code; nothing is paid to it for two days. */
  @Post('payout-methods/change')
  @Access(applicants({ owned: self, stepUp: true }))
  changePayoutMethod(@Body() body: SubmitPayoutMethodInput): Promise<PayoutMethod> {
    return this.rpc.call(changePayoutMethod, body);
  }
}
