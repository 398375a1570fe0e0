import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '@guildhall/errors';
import type { EstimateOptions } from '@guildhall/statistics';
import { ModelCallError } from '../../apps/interviews/src/model-client/model-failure.js';
import type { ScoringEngine } from '../../apps/interviews/src/scoring/scoring-engine.js';
import { type AgreementReport, agreementOf, type ScoredAnswer } from './agreement.js';
import { type AnswerScore, overlapScore, rubricScore } from './answer-scores.js';
import type { RatedAnswer } from './answers-file.js';
import { type RubricQuestion, RubricQuestions } from './rubric-questions.js';
import { planScale, type Scale } from './scale.js';

/** What a table is about: the engine's reading by a rubric, or words shared with a reference, which no interview is scored by. */
export type Measured = 'engine' | 'lexical_overlap';

export interface Evaluation {
  measured: Measured;
  answers: number;
  /** Answers that were given no score and are in no figure, by the reason. */
  heldOut: Record<string, number>;
  report: AgreementReport;
}

/** The answers of a file by what they are measured by. */
export interface AnswersToScore {
  byRubric: readonly { answer: RatedAnswer; rubric: RubricQuestion }[];
  byReference: readonly RatedAnswer[];
}

export interface EvaluationOptions extends EstimateOptions {
  scale: Scale;
  signal: AbortSignal;
}

const mostTries = 5;
const longestPauseMs = 60_000;

/**
 * @param path the file's name, for messages
 * @throws Error that names the line where a rubric is not there
 */
export function answersToScore(answers: readonly RatedAnswer[], path: string, scale: Scale): AnswersToScore {
  return {
    byRubric: rubricsOf(answers, path, scale),
    byReference: answers.filter(({ reference }) => reference !== null),
  };
}

/**
 * Scores every answer and compares. Lines with a rubric and lines with a reference are different things and are kept apart.
 * @throws ModelCallError where a model gave nothing to work with
 */
export async function runEvaluation(
  { byRubric, byReference }: AnswersToScore,
  engine: ScoringEngine,
  options: EvaluationOptions,
): Promise<Evaluation[]> {
  const evaluations: Evaluation[] = [];
  if (byRubric.length > 0) {
    const scored = [];
    // One after the other: a model's server is asked no faster than an interview would ask it.
    for (const { answer, rubric } of byRubric) {
      const score = await patiently(() =>
        rubricScore(engine, rubric, answer.answer, `line-${answer.line}`, options.signal),
      );
      scored.push({ answer, question: `${rubric.plan.id}#${rubric.question.id}`, score });
    }
    evaluations.push(evaluation('engine', scored, options));
  }
  if (byReference.length > 0) {
    const scored = byReference.map((answer) => ({
      answer,
      question: answer.question,
      score: overlapScore(answer, options.scale),
    }));
    evaluations.push(evaluation('lexical_overlap', scored, options));
  }
  return evaluations;
}

/** Asks again where a server is busy; what it has answered before is not asked for anew. */
async function patiently<T>(score: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await score();
    } catch (error) {
      if (!(error instanceof ModelCallError) || error.failure.kind !== 'retry' || attempt === mostTries) throw error;
      await pause(Math.min(error.failure.afterMs, longestPauseMs));
    }
  }
}

function rubricsOf(answers: readonly RatedAnswer[], path: string, scale: Scale): AnswersToScore['byRubric'] {
  const rubrics = new RubricQuestions();
  return answers
    .filter(({ rubric }) => rubric !== null)
    .map((answer) => {
      const place = `${path}, line ${answer.line}, column rubric`;
      if (scale.min !== planScale.min || scale.max !== planScale.max) {
        throw new Error(`${place}: plans have the scale 1-5, and --scale says ${scale.min}-${scale.max}.`);
      }
      try {
        return { answer, rubric: rubrics.find(answer.rubric!, answer.question) };
      } catch (error) {
        throw new Error(`${place}: ${messageOf(error)}.`, { cause: error });
      }
    });
}

interface Scored {
  answer: RatedAnswer;
  question: string;
  score: AnswerScore;
}

function evaluation(measured: Measured, all: readonly Scored[], options: EvaluationOptions): Evaluation {
  const heldOut: Record<string, number> = {};
  const compared: ScoredAnswer[] = [];
  for (const { answer, question, score } of all) {
    if (score.score === null) heldOut[score.heldOut] = (heldOut[score.heldOut] ?? 0) + 1;
    else compared.push({ question, score: score.score, human: answer.human });
  }
  return { measured, answers: all.length, heldOut, report: agreementOf(compared, options.scale, options) };
}
