import { IsObject, IsString, Length } from 'class-validator';
import { command, IsId, PageQuery, query } from '../contract/index.js';

export class CreatePlanInput {
  @IsString()
  @Length(1, 200)
  name!: string;
}

export class Plan {
  id!: string;
  name!: string;
  createdAt!: string;
  versions!: PlanVersionSummary[];
}

export class PlanVersionSummary {
  id!: string;
  planId!: string;
  number!: number;
  state!: 'draft' | 'published';
  /** SHA-256 of the canonical document. */
  documentSha256!: string;
  createdAt!: string;
  publishedAt!: string | null;
}

/** A version with its questions, criteria, indicators and parameters; immutable once published. */
export class PlanVersion extends PlanVersionSummary {
  document!: object;
}

export const createPlan = command('interviews', 'plans.create', { input: CreatePlanInput, output: Plan });

export class PlanRef {
  @IsId('pln')
  planId!: string;
}

export const getPlan = query('interviews', 'plans.get', { input: PlanRef, output: Plan });

export class PlanPage {
  data!: Plan[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listPlans = query('interviews', 'plans.list', { input: PageQuery, output: PlanPage });

export class AddPlanVersionInput extends PlanRef {
  /** The plan document: questions, criteria with anchors, indicators, interval and tie parameters. */
  @IsObject()
  document!: object;
}

/** Keeps a draft; its shape is checked at once, the publishing rules when it is published. */
export const addPlanVersion = command('interviews', 'plan-versions.add', {
  input: AddPlanVersionInput,
  output: PlanVersion,
  errors: ['validation_failed'],
});

export class PlanVersionRef {
  @IsId('plv')
  planVersionId!: string;
}

/** Publishes a draft for good. Answers `plan_not_publishable` with every broken rule at once. */
export const publishPlanVersion = command('interviews', 'plan-versions.publish', {
  input: PlanVersionRef,
  output: PlanVersion,
  errors: ['plan_not_publishable', 'plan_wrong_state'],
});

export const getPlanVersion = query('interviews', 'plan-versions.get', { input: PlanVersionRef, output: PlanVersion });
