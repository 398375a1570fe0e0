import { object, staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  Contract,
  getContractOfApplication,
  listTemplates,
  resendContract,
  TemplatePage,
  voidContract,
} from '@guildhall/messages/contracts';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';

const own = object('contractId', 'contract');

/** Contracts for the staff on their openings. Nothing here ever shows a link to sign. */
@ApiTags('contracts')
@Controller('v1')
export class ContractsController {
  constructor(private readonly rpc: RpcClient) {}

  /** The newest contract of an application, and how far its signing is. */
  @Get('applications/:applicationId/contract')
  @Access(staff(['recruiter'], { owned: object('applicationId', 'application') }))
  getOfApplication(@IdParam('applicationId') applicationId: string): Promise<Contract> {
    return this.rpc.call(getContractOfApplication, { applicationId });
  }

  /** Takes a contract back that is not sealed; its offer ends with it. */
  @Post('contracts/:contractId/void')
  @HttpCode(200)
  @Access(staff(['recruiter'], { owned: own }))
  void(@IdParam('contractId') contractId: string): Promise<Contract> {
    return this.rpc.call(voidContract, { contractId });
  }

  /** Mails a new link to the signer; the earlier one stops working. */
  @Post('contracts/:contractId/resend')
  @HttpCode(200)
  @Access(staff(['recruiter'], { owned: own }))
  resend(@IdParam('contractId') contractId: string): Promise<Contract> {
    return this.rpc.call(resendContract, { contractId });
  }

  /** Every published version of the documents' texts, newest first. */
  @Get('contract-templates')
  @Access(staff(['recruiter', 'finance'], {}))
  listTemplates(@Query() query: PageQuery): Promise<TemplatePage> {
    return this.rpc.call(listTemplates, query);
  }
}
