import { generator, mapWords, segment, synonyms, verbs, wordsOf } from '../../test/answer-changes.js';
import { answerOf, attackStrings, examplePlan, recognisedSegments, sampleAnswer } from '../../test/sample-answers.js';
import type { PlanDocument } from '../plan/plan-document.js';
import { planHash } from '../plan/plan-hash.js';
import { readWithBaseline } from './baseline/baseline-engine.js';
import { flagInstructions } from './injection/flag-instructions.js';
import type { Judge, JudgeCall, JudgeOutcome, PointVerdict } from './judge/judge.js';
import { scoreWithModel } from './model-scoring.js';
import type { ScorecardDraft } from './scorecard.js';
import { type AnswerSegment, answerText, writtenSegments } from './transcript.js';

/**
 * The same changes as for the offline baseline, with the verdicts that a model gave once for the answer as it was: what
 * code makes of them may not rise by words that show nothing more, however sure the model stays.
 */
const plan = examplePlan();

const answers = (['excellent', 'good', 'mediocre', 'weak'] as const).flatMap((id) => [
  { name: `${id}, as written`, segments: writtenSegments(sampleAnswer(id).text) },
  { name: `${id}, as recognised`, segments: recognisedSegments(id) },
]);

/** A quote for each yes, by indicator. */
type RecordedVerdicts = ReadonlyMap<string, string>;

/** Says of each point what was recorded of it, whatever answer it is shown. */
class RecordedJudge implements Judge {
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

function recordVerdicts(segments: readonly AnswerSegment[]): RecordedVerdicts {
  const { indicators } = readWithBaseline(plan, [answerOf(segments)]).answers[0]!;
  return new Map(indicators.flatMap(({ indicator, strict }) => (strict ? [[indicator, strict.text]] : [])));
}

async function score(
  segments: readonly AnswerSegment[],
  judge: Judge,
  used: PlanDocument = plan,
  speechSeconds = 900,
): Promise<ScorecardDraft> {
  const answer = { ...flagInstructions({ ...answerOf(segments), speechSeconds }) };
  const scoring = await scoreWithModel(
    {
      plan: used,
      planSha256: planHash(plan),
      answers: [{ ...answer, hashes: { media: null, transcript: '' } }],
      judge,
      languages: new Set(['en']),
      passes: 1,
      subject: 'int_1',
      purpose: 'score',
      seed: 's',
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
const noise = (percent: number) => (segments: readonly AnswerSegment[]) => {
  const random = generator(percent);
  const strangers = wordsOf(writtenSegments(sampleAnswer('offtopic').text));
  return mapWords(segments, (word) =>
    random() * 100 >= percent ? [word] : [strangers[Math.floor(random() * strangers.length)]!],
  );
};

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

const total = ({ figures }: ScorecardDraft) => figures?.totalBp ?? 0;

describe.each(answers)('What a model’s verdicts on $name are worth', ({ segments }) => {
  const recorded = recordVerdicts(segments);
  const judge = () => new RecordedJudge(recorded);

  it('is the same bytes each time, and for another order of criteria and indicators', async () => {
    const shuffled = {
      ...plan,
      criteria: [...plan.criteria].reverse(),
      indicators: [...plan.indicators].reverse(),
    };
    const first = JSON.stringify(await score(segments, judge()));
    expect(JSON.stringify(await score(segments, judge()))).toBe(first);
    expect(JSON.stringify(await score(segments, judge(), shuffled))).toBe(first);
  });

  it.each(Object.entries(changes))('does not rise by %s', async (_, change) => {
    const before = total(await score(segments, judge()));
    expect(total(await score(change(segments), judge()))).toBeLessThanOrEqual(before);
  });

  it('does not rise by any attack, before it or after it', async () => {
    const before = total(await score(segments, judge()));
    for (const { text } of attackStrings()) {
      for (const attacked of [
        [segment(text), ...segments],
        [...segments, segment(text)],
      ]) {
        expect(total(await score(attacked, judge()))).toBeLessThanOrEqual(before);
      }
    }
  });

  it('goes with the segments that a verdict quotes, unless the same words are said elsewhere too', async () => {
    const text = answerText(segments);
    for (const { indicator, quote } of (await score(segments, judge())).evidence) {
      const from = text.text.indexOf(quote);
      const touched = new Set(
        text.words.filter((word) => word.from < from + quote.length && word.to > from).map((word) => word.segment),
      );
      const rest = segments.filter((own) => own.words.length > 0).filter((_, at) => !touched.has(at));
      const left = rest.length === 0 ? [] : (await score(rest, judge())).evidence;
      const isSaidElsewhere = answerText(rest).text.includes(quote);
      expect(left.some((entry) => entry.indicator === indicator)).toBe(isSaidElsewhere);
    }
  });
});

describe('The recorded verdicts', () => {
  it('are worth what is known of the samples, so that there is something to lose', async () => {
    const totals = answers
      .filter(({ name }) => name.endsWith('as written'))
      .map(async ({ segments }) => total(await score(segments, new RecordedJudge(recordVerdicts(segments)))));
    expect(await Promise.all(totals)).toEqual([47_000, 36_500, 23_500, 10_000]);
  });

  it.each([
    ['silence', ''],
    ['marks', '… — ?! …'],
    ['hesitation', 'um uh er um'],
  ])('are not even asked for where there is %s', async (_, words) => {
    const judge = new RecordedJudge(recordVerdicts(writtenSegments(sampleAnswer('excellent').text)));
    const draft = await score(writtenSegments(words), judge, plan, 0);
    expect(draft.outcome).toMatchObject({ kind: 'held_out', status: 'insufficient_data' });
    expect(judge.calls).toBe(0);
  });

  it('do not bring a list of all ideas into the ranks', async () => {
    const ideas = plan.indicators.flatMap((indicator) => indicator.ideas.flatMap((idea) => idea.any));
    const list = writtenSegments(ideas.join(', '));
    const quote = answerText(list).text.split(' ').slice(0, 8).join(' ');
    const yesToAll = new Map(plan.indicators.map(({ id }) => [id, quote]));
    const { outcome } = await score(list, new RecordedJudge(yesToAll));
    expect(outcome).toMatchObject({ kind: 'held_out', holdReasons: expect.arrayContaining(['list_like']) });
  });
});
