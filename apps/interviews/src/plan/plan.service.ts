import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { EventLog } from '@guildhall/event-log';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { type AddPlanVersionInput, type CreatePlanInput, planPublished } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import type { PlanEntity } from './plan.entity.js';
import { type CheckedPlanVersion, PlanRepository } from './plan.repository.js';
import { planHash } from './plan-hash.js';
import { readPlanDocument } from './plan-reading.js';
import { publishingErrors } from './publishing-checks.js';

@Injectable()
export class PlanService {
  constructor(
    private readonly plans: PlanRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(tx: Tx, input: CreatePlanInput, context: CallContext): Promise<PlanEntity> {
    if (context.actor.kind !== 'staff') throw new AppError('not_allowed', 'Only staff make interview plans.');
    const at = this.clock.now();
    const plan: PlanEntity = { id: newId('pln'), name: input.name, createdBy: context.actor.id, createdAt: at };
    await this.plans.insertPlan(tx, plan);
    await this.audit.record(tx, { action: 'plan.created', subject: plan.id, actor: context.actor }, at);
    return plan;
  }

  async addVersion(tx: Tx, input: AddPlanVersionInput, context: CallContext): Promise<CheckedPlanVersion> {
    const document = readPlanDocument(input.document);
    if (!(await this.plans.lockPlan(tx, input.planId))) throw planNotFound();
    const at = this.clock.now();
    const newest = (await this.plans.versionsOf([input.planId], tx)).at(-1)?.number ?? 0;
    if (input.afterNumber !== undefined && input.afterNumber !== newest) throw versionAdded(input, newest);
    const number = newest + 1;
    const version: CheckedPlanVersion = {
      id: newId('plv'),
      planId: input.planId,
      number,
      state: 'draft',
      document,
      documentSha256: planHash(document),
      createdAt: at,
      publishedAt: null,
    };
    await this.plans.insertVersion(tx, version);
    await this.audit.record(tx, { action: 'plan_version.added', subject: version.id, actor: context.actor }, at);
    return version;
  }

  async publish(tx: Tx, planVersionId: string, context: CallContext): Promise<CheckedPlanVersion> {
    const version = await this.plans.findVersion(planVersionId, tx);
    if (!version) throw planNotFound();
    const errors = publishingErrors(version.document);
    if (errors.length > 0) {
      const message = `Plan version ${version.id} breaks ${errors.length} publishing rule(s); add a version that mends them.`;
      throw new AppError('plan_not_publishable', message, { errors });
    }
    const at = this.clock.now();
    if (!(await this.plans.publish(tx, version.id, at))) {
      const message = `Plan version ${version.id} is published already; add a new version to change the plan.`;
      throw new AppError('plan_wrong_state', message, { details: { planVersionId: version.id, state: version.state } });
    }
    const data = { planId: version.planId, planVersionId: version.id };
    await this.events.append(tx, planPublished, { subject: `plan/${version.planId}`, data, context, at });
    await this.audit.record(
      tx,
      { action: 'plan.published', subject: version.id, actor: context.actor, details: data },
      at,
    );
    return { ...version, state: 'published', publishedAt: at };
  }
}

function versionAdded({ planId, afterNumber }: AddPlanVersionInput, newest: number): AppError {
  const message = `Plan ${planId} has version ${newest} by now, not ${afterNumber}; compare with it, then add yours.`;
  return new AppError('version_conflict', message, { details: { planId, newest } });
}

export function planNotFound(): AppError {
  return new AppError('not_found', 'There is no such interview plan, or you do not have access to it.');
}
