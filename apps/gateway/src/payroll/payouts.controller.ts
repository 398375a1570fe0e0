import { applicants, applicantsOrStaff, object, self } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import { getPayoutChain, getRemittance, listMyPayouts, PayoutChain, PayoutPage } from '@guildhall/messages/payroll';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';

const own = object('payoutId', 'payout');

/** What was paid, and why. */
@ApiTags('my pay')
@Controller('v1')
export class PayoutsController {
  constructor(private readonly rpc: RpcClient) {}

  /** One's own payouts, newest first. */
  @Get('me/payouts')
  @Access(applicants({ owned: self }))
  listMine(@Query() query: PageQuery): Promise<PayoutPage> {
    return this.rpc.call(listMyPayouts, query);
  }

  /** From the signed contract to the line of the bank. */
  @Get('me/payouts/:payoutId/chain')
  @Access(applicantsOrStaff(['finance'], { owned: own }))
  chain(@IdParam('payoutId') payoutId: string): Promise<PayoutChain> {
    return this.rpc.call(getPayoutChain, { payoutId });
  }

  /** The remittance advice, a PDF. */
  @Get('me/payouts/:payoutId/remittance')
  @Access(applicantsOrStaff(['finance'], { owned: own }))
  async remittance(@IdParam('payoutId') payoutId: string, @Res() reply: FastifyReply): Promise<void> {
    const { pdf, fileName } = await this.rpc.call(getRemittance, { payoutId });
    await reply
      .header('Content-Type', 'application/pdf')
      .header('Content-Disposition', `attachment; filename="${fileName}"`)
      .header('Cache-Control', 'private, no-store')
      .send(Buffer.from(pdf, 'base64'));
  }
}
