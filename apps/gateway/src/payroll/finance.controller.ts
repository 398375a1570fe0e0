import { staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  approveTimesheetLine,
  BankExceptionPage,
  getTrialBalance,
  listBankExceptions,
  listOnboardingItems,
  listTimesheets,
  OnboardingItemsQuery,
  Payout,
  queryTimesheetLine,
  Revealed,
  ReviewedItem,
  ReviewedItemPage,
  reissuePayout,
  revealOnboardingItem,
  reviewOnboardingItem,
  Timesheet,
  TimesheetPage,
  TimesheetsQuery,
  TrialBalance,
} from '@guildhall/messages/payroll';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { ApproveLineBody, QueryLineBody, ReissuePayoutBody, RevealBody, ReviewItemBody } from './payroll.dto.js';

/** Checklists, time, what came back and books, for finance. */
@ApiTags('payroll')
@Controller('v1')
export class FinanceController {
  constructor(private readonly rpc: RpcClient) {}

  /** What contractors have handed in, masked; newest first. */
  @Get('onboarding-items')
  @Access(staff(['finance'], {}))
  listItems(@Query() query: OnboardingItemsQuery): Promise<ReviewedItemPage> {
    return this.rpc.call(listOnboardingItems, query);
  }

  /** Verifies or rejects a tax form or an account. */
  @Post('onboarding-items/:onboardingItemId/review')
  @HttpCode(200)
  @Access(staff(['finance'], {}))
  review(@IdParam('onboardingItemId') itemId: string, @Body() body: ReviewItemBody): Promise<ReviewedItem> {
    return this.rpc.call(reviewOnboardingItem, { ...body, itemId });
  }

  /** Shows the full number behind an item, for a purpose that is recorded first. */
  @Post('onboarding-items/:onboardingItemId/reveal')
  @HttpCode(200)
  @Access(staff(['finance'], { stepUp: true }))
  reveal(@IdParam('onboardingItemId') itemId: string, @Body() body: RevealBody): Promise<Revealed> {
    return this.rpc.call(revealOnboardingItem, { ...body, itemId });
  }

  /** Weeks that were handed in, newest first. */
  @Get('timesheets')
  @Access(staff(['finance'], {}))
  listTimesheets(@Query() query: TimesheetsQuery): Promise<TimesheetPage> {
    return this.rpc.call(listTimesheets, query);
  }

  /** Approves a line; one over the weekly limit with the reason of the exception. */
  @Post('timesheets/:timesheetId/lines/:timesheetLineId/approve')
  @HttpCode(200)
  @Access(staff(['finance'], {}))
  approveLine(
    @IdParam('timesheetId') timesheetId: string,
    @IdParam('timesheetLineId') lineId: string,
    @Body() body: ApproveLineBody,
  ): Promise<Timesheet> {
    return this.rpc.call(approveTimesheetLine, { ...body, timesheetId, lineId });
  }

  /** Pays what came back, or was rejected, again; to the account that the person has now. */
  @Post('payouts/:payoutId/reissue')
  @Access(staff(['finance'], { stepUp: true }))
  reissue(@IdParam('payoutId') payoutId: string, @Body() body: ReissuePayoutBody): Promise<Payout> {
    return this.rpc.call(reissuePayout, { ...body, payoutId });
  }

  /** News of the bank that fits no payment, newest first; nothing was booked for it. */
  @Get('bank-exceptions')
  @Access(staff(['finance'], {}))
  listBankExceptions(@Query() query: PageQuery): Promise<BankExceptionPage> {
    return this.rpc.call(listBankExceptions, query);
  }

  /** Sends a week back to its contractor with a reason, to be corrected and handed in again. */
  @Post('timesheets/:timesheetId/lines/:timesheetLineId/query')
  @HttpCode(200)
  @Access(staff(['finance'], {}))
  queryLine(
    @IdParam('timesheetId') timesheetId: string,
    @IdParam('timesheetLineId') lineId: string,
    @Body() body: QueryLineBody,
  ): Promise<Timesheet> {
    return this.rpc.call(queryTimesheetLine, { ...body, timesheetId, lineId });
  }

  /** The balance of every account, and that they sum to 0. */
  @Get('ledger/trial-balance')
  @Access(staff(['finance'], {}))
  trialBalance(): Promise<TrialBalance> {
    return this.rpc.call(getTrialBalance, {});
  }
}
