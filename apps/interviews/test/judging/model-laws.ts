import type { PlanDocument } from '../../src/plan/plan-document.js';
import { planHash } from '../../src/plan/plan-hash.js';
import { readWithBaseline } from '../../src/scoring/baseline/baseline-engine.js';
import type { AnswerForScoring } from '../../src/scoring/gates.js';
import { flagInstructions } from '../../src/scoring/injection/flag-instructions.js';
import type { Judge, JudgeCall, JudgeOutcome, PointVerdict } from '../../src/scoring/judge/judge.js';
import { scoreWithModel } from '../../src/scoring/model-scoring.js';
import type { ScorecardDraft } from '../../src/scoring/scorecard.js';
import { type AnswerSegment, answerText, writtenSegments } from '../../src/scoring/transcript.js';
import { mapWords, segment, synonyms, verbs } from '../answer-changes.js';
import { type AttackString, answerOf, sampleAnswer } from '../sample-answers.js';
import { type BaseAnswer, longAnswer, plan, rankedAnswers, rankedTotal, risen, segmentsAt } from './base-answers.js';
import { withNoise } from './baseline-laws.js';
import type { Law, Trial } from './law.js';

/** A quote for each yes, by indicator. */
export type RecordedVerdicts = ReadonlyMap<string, string>;

/**
 * Says of each point what was recorded of it, whatever answer it is shown: a model that stays sure. What code makes of its
 * verdicts may not rise by words that show nothing more.
 */
export class RecordedJudge implements Judge {
  calls = 0;

  constructor(private readonly recorded: RecordedVerdicts) {}

  async judge({ points }: JudgeCall): Promise<JudgeOutcome> {
    this.calls += 1;
    const verdicts = points.map(({ id }): [string, PointVerdict] => {
      const quote = this.recorded.get(id) ?? null;
      return [id, { verdict: quote === null ? 'no' : 'yes', quote, segment: 1, span: null }];
    });
    return { kind: 'judged', verdicts: new Map(verdicts), calls: [] };
  }
}

/** What a careful reader would say of these words. */
export function recordedVerdicts(segments: readonly AnswerSegment[]): RecordedVerdicts {
  const { indicators } = readWithBaseline(plan, [answerOf(segments)]).answers[0]!;
  return new Map(indicators.flatMap(({ indicator, strict }) => (strict ? [[indicator, strict.text]] : [])));
}

/** Behind the port, with instructions flagged as the service flags them. */
export async function scoredByJudge(
  answer: AnswerForScoring,
  judge: Judge,
  used: PlanDocument = plan,
): Promise<ScorecardDraft> {
  const scoring = await scoreWithModel(
    {
      ...{ plan: used, planSha256: planHash(plan), judge, languages: new Set(['en']), passes: 1 },
      ...{ answers: [{ ...flagInstructions(answer), hashes: { media: null, transcript: '' } }], subject: 'int_1' },
      ...{ purpose: 'score', seed: 's' },
    },
    new AbortController().signal,
  );
  if (scoring.kind === 'failed') throw new Error(scoring.failure.detail);
  return scoring.scorecard;
}

const question = segment(plan.questions[0]!.text);
const fillers = segment(
  Array.from({ length: 200 }, (_, at) => ['um', 'uh', 'you know', 'well', 'so'][at % 5]).join(' '),
);
const noise = (percent: number) => (segments: readonly AnswerSegment[]) => withNoise(segments, percent, 1);

const changes: Record<string, (segments: readonly AnswerSegment[]) => readonly AnswerSegment[]> = {
  'a name, a kinship and a place before it': (own) => [segment('My sister Anna from Oslo told me about it'), ...own],
  'two hundred hesitations between its segments': (own) => own.flatMap((each) => [each, fillers]),
  synonyms: (own) => mapWords(own, (word) => [synonyms[word.toLowerCase()] ?? word]),
  'the question before it': (own) => [question, ...own],
  'the question after it': (own) => [...own, question],
  'the question all through it': (own) => own.flatMap((each) => [each, question]),
  'saying everything twice': (own) => [...own, ...own],
  'its segments in reverse': (own) => [...own].reverse(),
  'denying all verbs': (own) => mapWords(own, (word) => (verbs.has(word.toLowerCase()) ? ['not', word] : [word])),
  '5 % of the words misheard': noise(5),
  '10 % of the words misheard': noise(10),
  '20 % of the words misheard': noise(20),
};

const scored = (answer: BaseAnswer, segments: readonly AnswerSegment[], used: PlanDocument = plan) =>
  scoredByJudge(longAnswer(segments), new RecordedJudge(recordedVerdicts(answer.segments)), used);

const scores = new Map<BaseAnswer, Promise<ScorecardDraft>>();

async function totalBefore(answer: BaseAnswer): Promise<number> {
  const draft = scores.get(answer) ?? scored(answer, answer.segments);
  scores.set(answer, draft);
  return rankedTotal(await draft);
}

function neverRises(answer: BaseAnswer, what: string, changed: readonly AnswerSegment[]): Trial {
  return async () =>
    risen(`${answer.name}, ${what}`, await totalBefore(answer), rankedTotal(await scored(answer, changed)));
}

export function modelLaws(attacks: readonly AttackString[]): Law[] {
  return [
    {
      name: 'A model’s verdicts give the same bytes each time, and for another order of criteria and indicators',
      trials: () =>
        rankedAnswers.map(
          (answer): Trial =>
            () =>
              sameBytes(answer),
        ),
    },
    {
      name: 'A model’s verdicts are not worth more by names, hesitations, synonyms, repeats, order, denials or noise',
      trials: () =>
        rankedAnswers.flatMap((answer) =>
          Object.entries(changes).map(([what, change]) => neverRises(answer, what, change(answer.segments))),
        ),
    },
    {
      name: 'A model’s verdicts are not worth more by an attack before the answer or after it',
      trials: () =>
        rankedAnswers.flatMap((answer) =>
          attacks.flatMap(({ id, text }) => [
            neverRises(answer, `${id} before it`, [segment(text), ...answer.segments]),
            neverRises(answer, `${id} after it`, [...answer.segments, segment(text)]),
          ]),
        ),
    },
    {
      name: 'A model’s verdict goes with the segments that it quotes, unless the same words are said elsewhere too',
      trials: () =>
        rankedAnswers.flatMap((answer) =>
          [...recordedVerdicts(answer.segments)].map(
            ([indicator, quote]): Trial =>
              () =>
                withoutQuoted(answer, indicator, quote),
          ),
        ),
    },
    {
      name: 'Nothing to judge stops at the gate, and one word or the question again is the minimum; no model is asked',
      trials: nothingToJudge,
    },
  ];
}

async function sameBytes(answer: BaseAnswer): Promise<string | null> {
  const shuffled = {
    ...plan,
    criteria: [...plan.criteria].reverse(),
    indicators: [...plan.indicators].reverse(),
  };
  const first = JSON.stringify(await scored(answer, answer.segments));
  const again = JSON.stringify(await scored(answer, answer.segments));
  const otherOrder = JSON.stringify(await scored(answer, answer.segments, shuffled));
  return first === again && first === otherOrder ? null : `${answer.name}: other bytes`;
}

async function withoutQuoted(answer: BaseAnswer, indicator: string, quote: string): Promise<string | null> {
  const text = answerText(answer.segments);
  const touched = new Set(segmentsAt(text, text.text.indexOf(quote), quote.length));
  const rest = answer.segments.filter((own) => own.words.length > 0).filter((_, at) => !touched.has(at));
  const left = rest.length === 0 ? [] : (await scored(answer, rest)).evidence;
  const isMet = left.some((entry) => entry.indicator === indicator);
  const isSaidElsewhere = answerText(rest).text.includes(quote);
  return isMet === isSaidElsewhere ? null : `${answer.name}: ${indicator} is ${isMet ? 'still' : 'no more'} met`;
}

function nothingToJudge(): Trial[] {
  const sure = recordedVerdicts(writtenSegments(sampleAnswer('excellent').text));
  const trial =
    (words: string, speechSeconds: number, isExpected: (outcome: ScorecardDraft['outcome']) => boolean): Trial =>
    async () => {
      const judge = new RecordedJudge(sure);
      const { outcome, figures } = await scoredByJudge(longAnswer(writtenSegments(words), speechSeconds), judge);
      const isKept = outcome.kind === 'held_out' && figures === null && judge.calls === 0;
      return isKept && isExpected(outcome) ? null : `"${words}": ${outcome.kind}, ${judge.calls} calls`;
    };
  const isGate = (outcome: ScorecardDraft['outcome']) =>
    outcome.kind === 'held_out' && outcome.status === 'insufficient_data';
  const isMinimum = (outcome: ScorecardDraft['outcome']) =>
    outcome.kind === 'held_out' && outcome.status === 'needs_human';
  return [
    ...['', '… — ?! …', 'um uh er um'].map((words) => trial(words, 0, isGate)),
    ...['number', plan.questions[0]!.text, `${plan.questions[0]!.text} ${plan.questions[0]!.text}`].map((words) =>
      trial(words, 60, isMinimum),
    ),
  ];
}
