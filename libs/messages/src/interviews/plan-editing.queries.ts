import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsId, query } from '../contract/index.js';
import { PlanVersionRef } from './plans.commands.js';
import { questionIdPattern } from './question-id.js';
import { CriterionResult } from './results.queries.js';

/** A text of the whole length takes the offline engine some tenths of a second. */
export const previewLimits = { answers: 20, answerLength: 10_000, wholeLength: 20_000 } as const;

/** An answer as somebody might give it. */
export class PreviewAnswer {
  @Matches(questionIdPattern)
  questionId!: string;

  @IsString()
  @MaxLength(previewLimits.answerLength)
  text!: string;
}

export class PreviewPlanInput extends PlanVersionRef {
  /** Together of at most 20,000 characters. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(previewLimits.answers)
  @ValidateNested({ each: true })
  @Type(() => PreviewAnswer)
  answers!: PreviewAnswer[];
}

export class BrokenRule {
  /** Path into the document, for example `criteria.0.levelRule.4.core`. */
  field!: string;
  message!: string;
}

/** What the offline engine makes of sample answers by a version of a plan. Nothing of it is kept. */
export class PlanPreview {
  planVersionId!: string;
  /** Why the version cannot be published; with any of these nothing is read. */
  brokenRules!: BrokenRule[];
  /** The engine that read the answers; a model would read them otherwise. */
  engine!: string;
  /** Why a person would have to judge these answers; nothing is levelled then. */
  holdReasons!: string[];
  /** From 1.00 to 5.00; null where there is none. */
  total!: string | null;
  /** In the plan's order, with the quotes that were found. */
  criteria!: CriterionResult[];
}

/** Reads sample answers by a draft or a published version, as written ones. */
export const previewPlan = query('interviews', 'plan-versions.preview', {
  input: PreviewPlanInput,
  output: PlanPreview,
  errors: ['not_found', 'validation_failed'],
});

export class PlanDifferencesInput extends PlanVersionRef {
  /** The version before it of the same plan where absent. */
  @IsOptional()
  @IsId('plv')
  from?: string;
}

/** One thing that is not the same in two versions. */
export class PlanDifference {
  /** Through the document, lists by the ids of their entries: `criteria.verification.anchors.3`. */
  path!: string;
  kind!: 'added' | 'removed' | 'changed' | 'moved';
  /** Null where it was added; of what moved the ids in their order. */
  before!: unknown;
  /** Null where it was removed; of what moved the ids in their order. */
  after!: unknown;
}

export class PlanDifferences {
  fromPlanVersionId!: string;
  toPlanVersionId!: string;
  /** In the order of the later document. */
  differences!: PlanDifference[];
}

/** What changed between two versions of one plan. */
export const planDifferences = query('interviews', 'plan-versions.differences', {
  input: PlanDifferencesInput,
  output: PlanDifferences,
  errors: ['not_found', 'validation_failed'],
});
