import {
  type Estimate,
  type EstimateOptions,
  estimateAll,
  pearson,
  quadraticWeightedKappa,
  rootMeanSquareError,
  spearman,
} from '@guildhall/statistics';
import { roundedTo, type Scale } from './scale.js';

/** An answer that was scored, with what people gave it. */
export interface ScoredAnswer {
  /** What the rows of the table are made by. */
  question: string;
  score: number;
  human: readonly number[];
}

export const figureNames = ['pearson', 'spearman', 'kappa', 'rmse'] as const;
export type Figures = Record<(typeof figureNames)[number], Estimate>;

export interface Agreement {
  answers: number;
  /** The engine, or whatever was measured, against the mean of all people. */
  engine: Figures;
  /** The first person against the second; null with one. */
  people: Figures | null;
}

export interface AgreementReport {
  pooled: Agreement;
  byQuestion: readonly (Agreement & { question: string })[];
}

/**
 * Agreement over all answers, and for each question by itself. The pooled intervals draw whole questions; a question's own can
 * only draw its answers, and says nothing about other questions.
 */
export function agreementOf(answers: readonly ScoredAnswer[], scale: Scale, options: EstimateOptions): AgreementReport {
  const questions = new Map<string, ScoredAnswer[]>();
  for (const answer of answers) {
    const own = questions.get(answer.question);
    if (own) own.push(answer);
    else questions.set(answer.question, [answer]);
  }
  return {
    pooled: agreement(
      answers,
      answers.map(({ question }) => question),
      scale,
      options,
    ),
    byQuestion: [...questions].map(([question, own]) => ({
      question,
      ...agreement(
        own,
        own.map((_, at) => String(at)),
        scale,
        options,
      ),
    })),
  };
}

function agreement(
  answers: readonly ScoredAnswer[],
  groups: readonly string[],
  scale: Scale,
  options: EstimateOptions,
): Agreement {
  const figures = (a: readonly number[], b: readonly number[]) => estimateAll(measures(a, b, scale), groups, options);
  const mean = answers.map(({ human }) => human.reduce((sum, score) => sum + score, 0) / human.length);
  const [first, second] = [0, 1].map((person) => answers.flatMap(({ human }) => human[person] ?? []));
  return {
    answers: answers.length,
    engine: figures(
      answers.map(({ score }) => score),
      mean,
    ),
    people: second!.length === 0 ? null : figures(first!, second!),
  };
}

function measures(a: readonly number[], b: readonly number[], scale: Scale) {
  const pairs = { a, b };
  const rounded = { a: a.map((score) => roundedTo(scale, score)), b: b.map((score) => roundedTo(scale, score)) };
  return {
    pearson: pearson(pairs),
    spearman: spearman(pairs),
    kappa: quadraticWeightedKappa(rounded),
    rmse: rootMeanSquareError(pairs),
  };
}
