import { staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  approvePayRun,
  CreatePayRunInput,
  calculatePayRun,
  closePayRun,
  createPayRun,
  getPayoutFile,
  getPayRun,
  listPayLines,
  listPayouts,
  listPayRuns,
  PayLinePage,
  PayoutFileContent,
  PayoutFileQuery,
  PayoutPage,
  PayRun,
  PayRunPage,
} from '@guildhall/messages/payroll';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { ApprovePayRunBody, PayLinesOfRunQuery } from './payroll.dto.js';

/** Pay runs, for finance. */
@ApiTags('payroll')
@Controller('v1/pay-runs')
export class PayRunsController {
  constructor(private readonly rpc: RpcClient) {}

  /** All runs, newest first. */
  @Get()
  @Access(staff(['finance'], {}))
  list(@Query() query: PageQuery): Promise<PayRunPage> {
    return this.rpc.call(listPayRuns, query);
  }

  /** Makes a draft; its maker cannot approve it. */
  @Post()
  @Access(staff(['finance'], {}))
  create(@Body() body: CreatePayRunInput): Promise<PayRun> {
    return this.rpc.call(createPayRun, body);
  }

  /** A run with its figures, approvals and files. */
  @Get(':payRunId')
  @Access(staff(['finance'], {}))
  get(@IdParam('payRunId') payRunId: string): Promise<PayRun> {
    return this.rpc.call(getPayRun, { payRunId });
  }

  /** Works out the lines, in the background; earlier approvals are void. */
  @Post(':payRunId/calculate')
  @HttpCode(202)
  @Access(staff(['finance'], {}))
  calculate(@IdParam('payRunId') payRunId: string): Promise<PayRun> {
    return this.rpc.call(calculatePayRun, { payRunId });
  }

  /** Approves what the snapshot says; the second approval sets the run going. */
  @Post(':payRunId/approve')
  @HttpCode(200)
  @Access(staff(['finance'], { stepUp: true }))
  approve(@IdParam('payRunId') payRunId: string, @Body() body: ApprovePayRunBody): Promise<PayRun> {
    return this.rpc.call(approvePayRun, { ...body, payRunId });
  }

  /** Ends a run of which everything was paid, or which has no lines; what came back is reissued first. */
  @Post(':payRunId/close')
  @HttpCode(200)
  @Access(staff(['finance'], {}))
  close(@IdParam('payRunId') payRunId: string): Promise<PayRun> {
    return this.rpc.call(closePayRun, { payRunId });
  }

  /** The lines of a run. */
  @Get(':payRunId/lines')
  @Access(staff(['finance'], {}))
  lines(@IdParam('payRunId') payRunId: string, @Query() query: PayLinesOfRunQuery): Promise<PayLinePage> {
    return this.rpc.call(listPayLines, { ...query, payRunId });
  }

  /** What is paid to whom. */
  @Get(':payRunId/payouts')
  @Access(staff(['finance'], {}))
  payouts(@IdParam('payRunId') payRunId: string, @Query() query: PageQuery): Promise<PayoutPage> {
    return this.rpc.call(listPayouts, { ...query, payRunId });
  }

  /** A file as the bank got it, but for the account numbers, of which the last four digits are shown at most. */
  @Get(':payRunId/files/:fileId')
  @Access(staff(['finance'], {}))
  file(
    @IdParam('payRunId') payRunId: string,
    @IdParam('fileId') fileId: string,
    @Query() query: PayoutFileQuery,
  ): Promise<PayoutFileContent> {
    return this.rpc.call(getPayoutFile, { ...query, payRunId, fileId });
  }
}
