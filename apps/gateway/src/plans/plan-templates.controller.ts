import { staff } from '@guildhall/auth';
import { getPlanTemplate, listPlanTemplates, PlanTemplate, PlanTemplateList } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { PlanTemplateIdParam } from '../request/id-parameters.js';

/** Plans that come with the product, for those who write plans. */
@ApiTags('plans')
@Controller('v1/plan-templates')
export class PlanTemplatesController {
  constructor(private readonly rpc: RpcClient) {}

  /** All templates, by profession, each with what has to happen before it is used. */
  @Get()
  @Access(staff(['recruiter'], {}))
  list(): Promise<PlanTemplateList> {
    return this.rpc.call(listPlanTemplates, {});
  }

  /** One template with the document to begin a plan's version from. */
  @Get(':planTemplateId')
  @Access(staff(['recruiter'], {}))
  get(@PlanTemplateIdParam() planTemplateId: string): Promise<PlanTemplate> {
    return this.rpc.call(getPlanTemplate, { planTemplateId });
  }
}
