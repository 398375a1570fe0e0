import { Matches } from 'class-validator';
import { Empty, query } from '../contract/index.js';
import { PlanDocument } from './plan-document.js';
import { InterviewOutline } from './plan-outlines.queries.js';

/** Chosen by whoever adds a template: a profession in lower case, `software-engineer`. */
export const planTemplateIdPattern = /^[a-z][a-z0-9-]{0,39}$/;

/** A plan that comes with the product, to begin one's own from. */
export class PlanTemplateSummary {
  id!: string;
  /** The `id` in its document, which copies keep. */
  documentId?: string;
  /** For whom the interview is, for example `Software engineer`. */
  profession!: string;
  /** BCP 47 tag of the language the answers are given in. */
  language!: string;
  /** What the interview asks of somebody, in numbers. */
  interview!: InterviewOutline;
  /** Titles of what is judged. */
  criteria!: string[];
  /** What has to happen before it is used. */
  notice!: string;
}

/** Made up, to try a plan on. */
export class SampleAnswer {
  questionId!: string;
  /** Whether it shows much of what the plan looks for, or little. */
  shows!: 'much' | 'little';
  text!: string;
}

export class PlanTemplate extends PlanTemplateSummary {
  /** The plan document, as `POST /v1/plans/{planId}/versions` takes it. */
  document!: PlanDocument;
  /** To every question one that shows much and one that shows little, for the preview of a version that asks the same. */
  sampleAnswers?: SampleAnswer[];
}

export class PlanTemplateList {
  data!: PlanTemplateSummary[];
}

export class PlanTemplateRef {
  @Matches(planTemplateIdPattern)
  planTemplateId!: string;
}

/** All templates, by profession. */
export const listPlanTemplates = query('interviews', 'plan-templates.list', { input: Empty, output: PlanTemplateList });

export const getPlanTemplate = query('interviews', 'plan-templates.get', {
  input: PlanTemplateRef,
  output: PlanTemplate,
});
