import type { Level } from '../../plan/level-rule.js';
import type { PlanDocument, PlanIndicator } from '../../plan/plan-document.js';
import { quoteIndex } from '../evidence.js';
import type { AnswerForScoring } from '../gates.js';
import { levelOf } from '../levels.js';
import { isContent, tokenize } from '../tokens.js';
import { answerText } from '../transcript.js';
import { readAnswer } from './answer-reading.js';
import { type IndicatorReading, readIndicator } from './indicator-reading.js';
import { isListLike, type WordingFigures, wordingFigures } from './list-like.js';
import { isOffTopic, isOneToken, repeatsTheQuestion, subjectShare } from './subject-of-answer.js';

/** Its name and version in every record. Raise the version with any change that can change a result. */
export const baselineEngine = { name: 'baseline', version: 'baseline-1' } as const;
/** Stemmer, closed word classes and negation are English. */
export const baselineLanguages: ReadonlySet<string> = new Set(['en']);

/** What code notices about an answer as a whole; each sends the interview to a person. */
export const answerFlags = ['one_token', 'repeats_question', 'list_like', 'off_topic'] as const;
export type AnswerFlag = (typeof answerFlags)[number];

export interface AnswerReading {
  question: string;
  indicators: readonly IndicatorReading[];
  flags: readonly AnswerFlag[];
  /** The figures behind the flags, for the record. */
  wording: WordingFigures;
  subjectShare: number;
}

/** What the offline rules make of a criterion: between what is shown in so many words and what may be meant. */
export interface CriterionBand {
  criterion: string;
  strict: Level;
  loose: Level;
}

export interface BaselineReading {
  answers: readonly AnswerReading[];
  /** Criteria that at least one answer was asked about, in the plan's order. */
  criteria: readonly CriterionBand[];
}

/** Reads all answers without a model: the same input gives the same bytes, whatever order criteria and indicators have. */
export function readWithBaseline(plan: PlanDocument, answers: readonly AnswerForScoring[]): BaselineReading {
  const readings = answers.map((answer) => readOne(plan, answer));
  return { answers: readings, criteria: plan.criteria.flatMap((criterion) => bandOf(plan, criterion.id, readings)) };
}

/** A correction that goes beyond mending takes no flag away: the recording is the list, or beside the subject. */
function readOne(plan: PlanDocument, { correction, ...answer }: AnswerForScoring): AnswerReading {
  const reading = readWords(plan, answer);
  if (!correction?.isLarge) return reading;
  const heard = readWords(plan, { ...answer, segments: correction.heard, flagged: [] });
  const flags = answerFlags.filter((flag) => reading.flags.includes(flag) || heard.flags.includes(flag));
  return { ...reading, flags };
}

function readWords(plan: PlanDocument, answer: AnswerForScoring): AnswerReading {
  const question = tokenize(plan.questions.find(({ id }) => id === answer.question)?.text ?? '');
  const questionStems = new Set(question.map((token) => token.stem));
  const domainStems = new Set(
    plan.domainTerms.flatMap((term) => tokenize(term).filter(isContent)).map(({ stem }) => stem),
  );
  const text = answerText(answer.segments);
  const flagged = answer.flagged ?? [];
  const quotable = { read: readAnswer(text, question, flagged), quotes: quoteIndex(text), flagged };
  const indicators = indicatorsOf(plan, answer.question).map((indicator) =>
    readIndicator(indicator, questionStems, quotable),
  );
  const positives = new Set(plan.indicators.filter(({ polarity }) => polarity === 'positive').map(({ id }) => id));
  const strictPositives = indicators.filter(({ indicator, strict }) => strict && positives.has(indicator)).length;
  const { tokens, pieces } = quotable.read;
  // Measured on what was said of one's own and once: reading the question out, repeating oneself or filling pauses with
  // grammar must neither hide a list nor bring an answer back to the subject.
  const own = pieces.flat();
  const wording = wordingFigures(own);
  const share = subjectShare(own, question, domainStems);
  const oneToken = isOneToken(tokens);
  const repeats = !oneToken && repeatsTheQuestion(tokens, question);
  // Where nothing of one's own is left there is nothing more to notice about it.
  const speaks = !oneToken && !repeats;
  const signs: Record<AnswerFlag, boolean> = {
    one_token: oneToken,
    repeats_question: repeats,
    list_like: speaks && (isListLike(wording) || isListLike(wordingFigures(tokens))),
    off_topic: speaks && isOffTopic(share, strictPositives),
  };
  const flags = answerFlags.filter((flag) => signs[flag]);
  return { question: answer.question, indicators, flags, wording, subjectShare: share };
}

function indicatorsOf(plan: PlanDocument, question: string): PlanIndicator[] {
  return plan.indicators.filter(({ questions }) => questions.includes(question));
}

function bandOf(plan: PlanDocument, criterion: string, answers: readonly AnswerReading[]): CriterionBand[] {
  const { levelRule } = plan.criteria.find(({ id }) => id === criterion)!;
  const own = plan.indicators.filter((indicator) => indicator.criterion === criterion);
  const readingsOf = (id: string) =>
    answers.flatMap((answer) => answer.indicators.filter(({ indicator }) => indicator === id));
  if (own.every(({ id }) => readingsOf(id).length === 0)) return [];
  const isStrict = (id: string) => readingsOf(id).some(({ strict }) => strict !== null);
  // Loose is an upper bound: a contradiction counts there only when it is plainly said.
  const contradictions = new Set(own.filter(({ polarity }) => polarity === 'contradiction').map(({ id }) => id));
  const isLoose = (id: string) => (contradictions.has(id) ? isStrict(id) : readingsOf(id).some(({ loose }) => loose));
  return [{ criterion, strict: levelOf(levelRule, own, isStrict), loose: levelOf(levelRule, own, isLoose) }];
}

/** What screens show of a criterion instead of a number. "Not found by wording" is never called low. */
export function wordFor({ strict, loose }: Pick<CriterionBand, 'strict' | 'loose'>): 'clear' | 'partial' | 'little' {
  if (strict >= 4) return 'clear';
  return strict >= 2 || loose >= 3 ? 'partial' : 'little';
}
