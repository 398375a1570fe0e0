import { staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  addPlanVersion,
  CreatePlanInput,
  createPlan,
  getPlan,
  getPlanVersion,
  listPlans,
  Plan,
  PlanDifferences,
  PlanPage,
  PlanPreview,
  PlanVersion,
  planDifferences,
  previewPlan,
  publishPlanVersion,
} from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { AddPlanVersionBody, PlanDifferencesQuery, PreviewPlanBody } from './plans.dto.js';

/** Interview plans belong to the company, not to an opening: all recruiters and reviewers see all of them. */
@ApiTags('plans')
@Controller('v1')
export class PlansController {
  constructor(private readonly rpc: RpcClient) {}

  /** Makes a plan, for now without a version. */
  @Post('plans')
  @Access(staff(['recruiter'], {}))
  create(@Body() body: CreatePlanInput): Promise<Plan> {
    return this.rpc.call(createPlan, body);
  }

  /** All plans, newest first. */
  @Get('plans')
  @Access(staff(['recruiter', 'reviewer'], {}))
  list(@Query() query: PageQuery): Promise<PlanPage> {
    return this.rpc.call(listPlans, query);
  }

  /** One plan and its versions. */
  @Get('plans/:planId')
  @Access(staff(['recruiter', 'reviewer'], {}))
  get(@IdParam('planId') planId: string): Promise<Plan> {
    return this.rpc.call(getPlan, { planId });
  }

  /** Keeps a draft of a version. */
  @Post('plans/:planId/versions')
  @Access(staff(['recruiter'], {}))
  addVersion(@IdParam('planId') planId: string, @Body() body: AddPlanVersionBody): Promise<PlanVersion> {
    return this.rpc.call(addPlanVersion, { ...body, planId });
  }

  /** One version with its document. */
  @Get('plan-versions/:planVersionId')
  @Access(staff(['recruiter', 'reviewer'], {}))
  getVersion(@IdParam('planVersionId') planVersionId: string): Promise<PlanVersion> {
    return this.rpc.call(getPlanVersion, { planVersionId });
  }

  /** What changed since the version before it, or since the one that `from` names. */
  @Get('plan-versions/:planVersionId/differences')
  @Access(staff(['recruiter', 'reviewer'], {}))
  differences(
    @IdParam('planVersionId') planVersionId: string,
    @Query() query: PlanDifferencesQuery,
  ): Promise<PlanDifferences> {
    return this.rpc.call(planDifferences, { ...query, planVersionId });
  }

  /** What the offline engine makes of sample answers by this version, with the quotes that it finds. Nothing is kept. */
  @Post('plan-versions/:planVersionId/preview')
  @HttpCode(200)
  @Access(staff(['recruiter'], {}))
  preview(@IdParam('planVersionId') planVersionId: string, @Body() body: PreviewPlanBody): Promise<PlanPreview> {
    return this.rpc.call(previewPlan, { ...body, planVersionId });
  }

  /** Publishes a draft for good; every broken rule is named at once. */
  @Post('plan-versions/:planVersionId/publish')
  @HttpCode(200)
  @Access(staff(['recruiter'], {}))
  publish(@IdParam('planVersionId') planVersionId: string): Promise<PlanVersion> {
    return this.rpc.call(publishPlanVersion, { planVersionId });
  }
}
