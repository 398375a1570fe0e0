import type { PlanDocument, PlanIndicator } from '../plan/plan-document.js';
import { checkQuote, type EvidencedQuote, type QuoteRefusal, quoteIndex } from './evidence.js';
import type { AnswerForScoring } from './gates.js';
import { supportsIndicator } from './idea-support.js';
import { tokenize } from './tokens.js';
import { answerText } from './transcript.js';
import type { Verdict } from './votes.js';

/** What an engine said of one indicator, before the quote was looked for. */
export interface JudgedPoint {
  indicator: string;
  verdict: Verdict;
  quote: string | null;
  /** Index of the segment the quote was said to be in; chooses among several places only. */
  segment?: number | null;
}

/** One pass over one criterion of one answer. `pass` counts from 0. */
export interface JudgedPass {
  question: string;
  criterion: string;
  pass: number;
  points: readonly JudgedPoint[];
}

/** A verdict after the evidence contract. */
export interface EvidencedVote {
  /** A yes without evidence is unclear: the judge saw something that cannot be shown. */
  verdict: Verdict;
  claimed: Verdict;
  quote: EvidencedQuote | null;
  refusal: QuoteRefusal | null;
  /** The quote that was refused because only the applicant's correction has it. */
  outside: EvidencedQuote | null;
  /** Whether an accepted quote touches an idea of the indicator; true where there is none. */
  supported: boolean;
}

/** The votes of all passes for one indicator in one answer, by pass. */
export interface AnswerVotes {
  question: string;
  votes: readonly EvidencedVote[];
}

export interface VotedIndicator {
  indicator: PlanIndicator;
  /** One entry per answered question of the indicator that every pass has judged. */
  answers: readonly AnswerVotes[];
  /** False where a pass is missing: its criterion then has no level. */
  complete: boolean;
}

export interface VotingInput {
  plan: PlanDocument;
  answers: readonly AnswerForScoring[];
  passes: number;
  judged: readonly JudgedPass[];
  /** Questions whose answers get the minimum in code and were shown to no judge. */
  minimumAnswers: ReadonlySet<string>;
}

const noQuote = { quote: null, refusal: null, outside: null, supported: true };
const minimumVote: EvidencedVote = { verdict: 'no', claimed: 'no', ...noQuote };

/** Applies the evidence contract to everything that was judged. Unanswered questions contribute no vote. */
export function evidencedVotes(input: VotingInput): VotedIndicator[] {
  const contexts = new Map(input.answers.map((answer) => [answer.question, answerContext(input.plan, answer)]));
  return input.plan.indicators.map((indicator) => {
    const asked = indicator.questions.filter((question) => contexts.has(question));
    const answers = asked.map((question) => ({
      question,
      votes: passVotes(input, indicator, question, contexts.get(question)!),
    }));
    const judged = answers.filter(({ votes }) => votes.length === input.passes);
    return { indicator, answers: judged, complete: judged.length === asked.length };
  });
}

type AnswerContext = ReturnType<typeof answerContext>;

function answerContext(plan: PlanDocument, answer: AnswerForScoring) {
  const question = plan.questions.find(({ id }) => id === answer.question);
  return {
    quotes: quoteIndex(answerText(answer.segments)),
    flagged: answer.flagged ?? [],
    questionStems: new Set(tokenize(question?.text ?? '').map((token) => token.stem)),
  };
}

function passVotes(
  { passes, judged, minimumAnswers }: VotingInput,
  indicator: PlanIndicator,
  question: string,
  context: AnswerContext,
): EvidencedVote[] {
  if (minimumAnswers.has(question)) return Array.from({ length: passes }, () => minimumVote);
  const ofCriterion = judged.filter((pass) => pass.question === question && pass.criterion === indicator.criterion);
  return Array.from({ length: passes }, (_, pass) => ofCriterion.find((entry) => entry.pass === pass))
    .map((entry) => entry?.points.find((point) => point.indicator === indicator.id))
    .filter((point) => point !== undefined)
    .map((point) => evidencedVote(point, indicator, context));
}

function evidencedVote(point: JudgedPoint, indicator: PlanIndicator, context: AnswerContext): EvidencedVote {
  const claimed = point.verdict;
  if (claimed !== 'yes') return { verdict: claimed, claimed, ...noQuote };
  const check = checkQuote(context.quotes, point.quote, context.flagged, point.segment ?? undefined);
  if (!check.accepted) {
    return { verdict: 'unclear', claimed, ...noQuote, refusal: check.refusal, outside: check.outside ?? null };
  }
  const supported = supportsIndicator(check.quote.text, indicator, context.questionStems);
  return { verdict: 'yes', claimed, quote: check.quote, refusal: null, outside: null, supported };
}
