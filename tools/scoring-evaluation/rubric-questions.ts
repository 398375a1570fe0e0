import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError, messageOf } from '@guildhall/errors';
import type { PlanDocument, PlanQuestion } from '../../apps/interviews/src/plan/plan-document.js';
import { readPlanDocument } from '../../apps/interviews/src/plan/plan-reading.js';
import { publishingErrors } from '../../apps/interviews/src/plan/publishing-checks.js';
import { projectRoot } from '../platform/platform-folder.js';

/** A question with the part of its plan that answers to it are judged by. */
export interface RubricQuestion {
  question: PlanQuestion;
  plan: PlanDocument;
}

const plansFolder = path.join(projectRoot, 'apps/interviews/plans');

/** Finds questions of plans, each plan read and checked once. */
export class RubricQuestions {
  private readonly plans = new Map<string, PlanDocument>();
  private readonly found = new Map<string, RubricQuestion>();

  /**
   * @param rubric the path of a plan, or the id of one in `apps/interviews/plans`, then `#` and the id of a question; without it the
   * question is the one whose id or text is `question`
   * @throws Error that says what is not there, or why the plan could not be published
   */
  find(rubric: string, question: string): RubricQuestion {
    const key = JSON.stringify([rubric, question]);
    const known = this.found.get(key);
    if (known) return known;
    const [planName, questionName = question] = rubric.split('#', 2) as [string, string?];
    const plan = this.plan(planName);
    const named = plan.questions.find(({ id, text }) => id === questionName || text === questionName);
    if (!named) {
      const ids = plan.questions.map(({ id }) => id).join(', ');
      throw new Error(`the plan ${plan.id} has no question "${questionName.slice(0, 60)}"; it has ${ids}`);
    }
    const rubricQuestion = { question: named, plan: partOf(plan, named) };
    this.found.set(key, rubricQuestion);
    return rubricQuestion;
  }

  private plan(name: string): PlanDocument {
    const known = this.plans.get(name);
    if (known) return known;
    const plan = name.endsWith('.json') ? readPlan(name) : shippedPlan(name);
    this.plans.set(name, plan);
    return plan;
  }
}

/** What one answer by itself can show: no criterion is left without a level because nobody asked about it. */
function partOf(plan: PlanDocument, question: PlanQuestion): PlanDocument {
  const indicators = plan.indicators
    .filter(({ questions }) => questions.includes(question.id))
    .map((indicator) => ({ ...indicator, questions: [question.id] }));
  const criteria = plan.criteria.filter(({ id }) => indicators.some(({ criterion }) => criterion === id));
  return { ...plan, minAnswered: 1, questions: [question], indicators, criteria };
}

function shippedPlan(id: string): PlanDocument {
  // Beside each plan are answers to try it on.
  const files = readdirSync(plansFolder).filter((file) => /^[^.]+\.json$/.test(file));
  const plans = files.map((file) => readPlan(path.join(plansFolder, file)));
  const plan = plans.find((each) => each.id === id);
  if (plan) return plan;
  throw new Error(
    `there is no plan "${id.slice(0, 60)}"; there are ${plans.map((each) => each.id).join(', ')}, or the path of a .json file`,
  );
}

function readPlan(file: string): PlanDocument {
  const plan = parsedPlan(file);
  const [problem] = publishingErrors(plan);
  if (problem) throw new Error(`the plan ${file} could not be published: ${problem.field}: ${problem.message}`);
  return plan;
}

function parsedPlan(file: string): PlanDocument {
  try {
    return readPlanDocument(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const field = error instanceof AppError ? error.errors?.[0]?.field : undefined;
    const where = field === undefined ? '' : ` (${field})`;
    throw new Error(`the plan ${file} cannot be read: ${messageOf(error)}${where}`, { cause: error });
  }
}
