import { Database, runOnce } from '@guildhall/database';
import { type CallContext, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import {
  type AddPlanVersionInput,
  addPlanVersion,
  type CreatePlanInput,
  createPlan,
  getPlan,
  getPlanVersion,
  listPlans,
  mostCountedInterviews,
  type Plan,
  type PlanPage,
  type PlanRef,
  type PlanVersion,
  type PlanVersionRef,
  type PlanVersionSummary,
  type PlanVersionUse,
  publishPlanVersion,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import type { PlanEntity, PlanVersionEntity } from './plan.entity.js';
import { type CheckedPlanVersion, PlanRepository } from './plan.repository.js';
import { PlanService, planNotFound } from './plan.service.js';

/** Plans belong to the company: every recruiter may read and make them. */
@Controller()
export class PlanRpcController {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanRepository,
    private readonly service: PlanService,
  ) {}

  @HandleRpc(createPlan)
  async create(input: CreatePlanInput, context: CallContext): Promise<Plan> {
    return await runOnce(this.database, context, async (tx) =>
      planView(await this.service.create(tx, input, context), []),
    );
  }

  @HandleRpc(addPlanVersion)
  async addVersion(input: AddPlanVersionInput, context: CallContext): Promise<PlanVersion> {
    return await runOnce(this.database, context, async (tx) =>
      versionView(await this.service.addVersion(tx, input, context)),
    );
  }

  @HandleRpc(publishPlanVersion)
  async publish(input: PlanVersionRef, context: CallContext): Promise<PlanVersion> {
    return await runOnce(this.database, context, async (tx) =>
      versionView(await this.service.publish(tx, input.planVersionId, context)),
    );
  }

  @HandleRpc(getPlan)
  async get(input: PlanRef): Promise<Plan> {
    const plan = await this.plans.findPlan(input.planId);
    if (!plan) throw planNotFound();
    return planView(plan, await this.plans.versionsOf([plan.id]));
  }

  @HandleRpc(listPlans)
  async list(input: PageQuery): Promise<PlanPage> {
    const { limit, after } = idCursor('pln', input);
    const page = pageOf(await this.plans.listPlans(limit + 1, after), limit);
    const versions = await this.plans.versionsOf(page.data.map(({ id }) => id));
    const versionsOf = (plan: PlanEntity) => versions.filter(({ planId }) => planId === plan.id);
    return { ...page, data: page.data.map((plan) => planView(plan, versionsOf(plan))) };
  }

  @HandleRpc(getPlanVersion)
  async getVersion(input: PlanVersionRef): Promise<PlanVersion> {
    const version = await this.plans.findVersion(input.planVersionId);
    if (!version) throw planNotFound();
    return { ...versionView(version), use: await this.useOf(version) };
  }

  /** Only what is published is asked by. */
  private async useOf({ id, state }: PlanVersionEntity): Promise<PlanVersionUse> {
    const counted = state === 'published' ? await this.plans.countInterviews(id, mostCountedInterviews + 1) : 0;
    return { interviews: Math.min(counted, mostCountedInterviews), hasMore: counted > mostCountedInterviews };
  }
}

function planView(plan: PlanEntity, versions: PlanVersionEntity[]): Plan {
  const { id, name, createdAt } = plan;
  return { id, name, createdAt: createdAt.toISOString(), versions: versions.map(versionSummary) };
}

function versionView(version: CheckedPlanVersion): PlanVersion {
  return { ...versionSummary(version), document: version.document };
}

function versionSummary(version: PlanVersionEntity): PlanVersionSummary {
  const { id, planId, number, state, documentSha256, createdAt, publishedAt } = version;
  return {
    id,
    planId,
    number,
    state,
    documentSha256,
    createdAt: createdAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
  };
}
