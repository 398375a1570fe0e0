import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsObject, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { command, IsId, PageQuery, query } from '../contract/index.js';
import { PlanDocument } from './plan-document.js';

export class CreatePlanInput {
  @IsString()
  @Length(1, 200)
  name!: string;
}

export class Plan {
  id!: string;
  name!: string;
  createdAt!: string;
  /** The newest hundred drafts and the newest hundred published ones, oldest first. */
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

/** As many interviews of a version are counted; of more it is only told that there are more. */
export const mostCountedInterviews = 10_000;

/** How much was already asked by a version. */
export class PlanVersionUse {
  /** Interviews that ask by it, ended ones among them; 10,000 at most. */
  interviews!: number;
  /** Whether there are more than were counted. */
  hasMore!: boolean;
}

/** A version with its questions, criteria, indicators and parameters; immutable once published. */
export class PlanVersion extends PlanVersionSummary {
  document!: PlanDocument;
  /** Absent in answers to what adds or publishes a version: no interview asks by it yet. */
  use?: PlanVersionUse;
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
  @ApiProperty({
    description: 'Questions, criteria with anchors, indicators, interval and tie parameters; every field is checked.',
    type: () => PlanDocument,
  })
  @IsObject()
  document!: object;

  /** The number of the newest version that you know, 0 for a plan without one. Where there is a newer one, nothing is added. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(2 ** 31 - 1)
  afterNumber?: number;
}

/**
 * Keeps a draft; its shape is checked at once, the publishing rules when it is published.
 * @throws `version_conflict` where somebody has added a version after `afterNumber`: compare with it, then add again
 */
export const addPlanVersion = command('interviews', 'plan-versions.add', {
  input: AddPlanVersionInput,
  output: PlanVersion,
  errors: ['validation_failed', 'version_conflict'],
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
