import { planHash } from '../../apps/interviews/src/plan/plan-hash.js';
import { answerForScoring } from '../../apps/interviews/src/scoring/answers-to-score.js';
import type { ScoringEngine } from '../../apps/interviews/src/scoring/scoring-engine.js';
import type { RatedAnswer } from './answers-file.js';
import { lexicalOverlap } from './lexical-overlap.js';
import type { RubricQuestion } from './rubric-questions.js';
import type { Scale } from './scale.js';

/** What an answer was given; null with the reason where it was given nothing. */
export type AnswerScore = { score: number; heldOut: null } | { score: null; heldOut: string };

/**
 * One written answer as an interview of one question. Its score is the mean of the levels of the criteria that the question is
 * asked about, by the plan's weights: the total of a result where that is all of them, and the plan's part of it otherwise.
 *
 * @param subject tells equal answers apart; it reaches no model
 * @throws ModelCallError where a model gave nothing to work with
 */
export async function rubricScore(
  engine: ScoringEngine,
  { plan, question }: RubricQuestion,
  answer: string,
  subject: string,
  signal: AbortSignal,
): Promise<AnswerScore> {
  const segments = [{ n: 1, text: answer, startSeconds: 0, endSeconds: 0, words: [] }];
  const { language, id: planId } = plan;
  const said = { questionId: question.id, takeId: null, language, speechSeconds: null, segments };
  const { draft } = await engine.score({
    interviewId: subject,
    openingId: planId,
    plan,
    planSha256: planHash(plan),
    answers: [answerForScoring(said)],
    mediaSha256: { [question.id]: null },
    transcriptSha256: { [question.id]: subject },
    correctedSha256: {},
    purpose: 'score',
    seed: '1',
    isSampled: false,
    signal,
  });
  if (draft.outcome.kind === 'held_out') return { score: null, heldOut: draft.outcome.holdReasons[0]! };
  // A result that is ranked has all its levels.
  const weightBp = draft.criteria.reduce((sum, criterion) => sum + criterion.weightBp, 0);
  const score = draft.criteria.reduce((sum, { weightBp: own, level }) => sum + own * level!, 0) / weightBp;
  return { score, heldOut: null };
}

/** The lexical overlap with the reference, stretched from 0…1 to the scale that people used. */
export function overlapScore({ question, reference, answer }: RatedAnswer, { min, max }: Scale): AnswerScore {
  const share = lexicalOverlap(question, reference!, answer);
  if (share === null) return { score: null, heldOut: 'reference_says_nothing_of_its_own' };
  return { score: min + share * (max - min), heldOut: null };
}
