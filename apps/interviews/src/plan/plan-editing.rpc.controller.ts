import { AppError } from '@guildhall/errors';
import {
  type PlanDifferences,
  type PlanDifferencesInput,
  type PlanPreview,
  type PreviewPlanInput,
  planDifferences,
  previewLimits,
  previewPlan,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { type CheckedPlanVersion, PlanRepository } from './plan.repository.js';
import { planNotFound } from './plan.service.js';
import { differencesOf } from './plan-differences.js';
import { previewOf } from './plan-preview.js';

/** For whoever writes a plan: what sample answers come to, and what changed since another version. Nothing is kept. */
@Controller()
export class PlanEditingRpcController {
  constructor(private readonly plans: PlanRepository) {}

  @HandleRpc(previewPlan)
  async preview({ planVersionId, answers }: PreviewPlanInput): Promise<PlanPreview> {
    const { document } = await this.version(planVersionId);
    const errors = answers.flatMap(({ questionId }, at) => {
      const field = `answers.${at}.questionId`;
      if (!document.questions.some(({ id }) => id === questionId)) {
        return [{ field, message: `${questionId} is no question of the plan` }];
      }
      const isRepeated = answers.findIndex((other) => other.questionId === questionId) < at;
      return isRepeated ? [{ field, message: `${questionId} is answered above` }] : [];
    });
    if (errors.length > 0) {
      throw new AppError('validation_failed', 'Each answer is to another question of the plan.', { errors });
    }
    const length = answers.reduce((sum, { text }) => sum + text.length, 0);
    if (length > previewLimits.wholeLength) {
      const message = `have ${length} characters together, over ${previewLimits.wholeLength}`;
      throw new AppError('validation_failed', `The answers ${message}.`, { errors: [{ field: 'answers', message }] });
    }
    return previewOf(planVersionId, document, answers);
  }

  @HandleRpc(planDifferences)
  async differences({ planVersionId, from }: PlanDifferencesInput): Promise<PlanDifferences> {
    const later = await this.version(planVersionId);
    const earlier = await this.version(from ?? (await this.versionBefore(later)));
    if (earlier.planId !== later.planId) {
      const message = 'is a version of another plan';
      throw new AppError('validation_failed', `${earlier.id} ${message}.`, { errors: [{ field: 'from', message }] });
    }
    const differences = differencesOf(earlier.document, later.document);
    return { fromPlanVersionId: earlier.id, toPlanVersionId: later.id, differences };
  }

  private async versionBefore({ id, planId, number }: CheckedPlanVersion): Promise<string> {
    const before = await this.plans.versionBefore(planId, number);
    if (before) return before.id;
    const message = `names no version, and ${id} is the first one of its plan`;
    throw new AppError('validation_failed', `There is nothing to compare: from ${message}.`, {
      errors: [{ field: 'from', message }],
    });
  }

  private async version(id: string): Promise<CheckedPlanVersion> {
    const version = await this.plans.findVersion(id);
    if (!version) throw planNotFound();
    return version;
  }
}
