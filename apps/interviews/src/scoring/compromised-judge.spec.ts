import fc from 'fast-check';
import {
  answerOf,
  attackStrings,
  examplePlan,
  recognisedSegments,
  type SampleId,
  sampleAnswer,
} from '../../test/sample-answers.js';
import type { PlanIndicator } from '../plan/plan-document.js';
import { planHash } from '../plan/plan-hash.js';
import { readWithBaseline } from './baseline/baseline-engine.js';
import { ideaMatcher, mentionsOf } from './baseline/idea-matcher.js';
import type { AnswerForScoring } from './gates.js';
import { flagInstructions } from './injection/flag-instructions.js';
import type { Judge, JudgeCall, JudgeOutcome, PointVerdict } from './judge/judge.js';
import { scoreWithModel } from './model-scoring.js';
import type { ScorecardDraft } from './scorecard.js';
import { tokenize } from './tokens.js';
import { answerText, writtenSegments } from './transcript.js';

const plan = examplePlan();
const indicatorOf = (id: string): PlanIndicator => plan.indicators.find((indicator) => indicator.id === id)!;
const judged = ['excellent', 'good', 'mediocre', 'weak'] as const satisfies readonly SampleId[];
const withheld = ['offtopic', 'stuffed'] as const satisfies readonly SampleId[];

/** What a judge says of one point of one answer: the words it quotes for a yes, or null for a no. */
type Mind = (point: string, call: JudgeCall) => string | null;

/** A judge with a mind of its own, behind the real port and the real rules. */
class MindfulJudge implements Judge {
  constructor(private readonly mind: Mind) {}

  async judge(call: JudgeCall): Promise<JudgeOutcome> {
    const verdicts = call.points.map(({ id }): [string, PointVerdict] => {
      const quote = this.mind(id, call);
      return [id, { verdict: quote === null ? 'no' : 'yes', quote, segment: 1, span: null }];
    });
    return { kind: 'judged', verdicts: new Map(verdicts), calls: [] };
  }
}

async function scored(answer: AnswerForScoring, mind: Mind, passes = 1): Promise<ScorecardDraft> {
  const scoring = await scoreWithModel(
    {
      plan,
      planSha256: planHash(plan),
      answers: [{ ...flagInstructions(answer), hashes: { media: null, transcript: '' } }],
      judge: new MindfulJudge(mind),
      languages: new Set(['en']),
      passes,
      subject: 'int_1',
      purpose: 'score',
      seed: 's',
    },
    new AbortController().signal,
  );
  if (scoring.kind === 'failed') throw new Error(scoring.failure.detail);
  return scoring.scorecard;
}

/** Decides as a careful reader does: by what the wording rules find beyond doubt. */
function honestMind(answer: AnswerForScoring): Mind {
  const { indicators } = readWithBaseline(plan, [answer]).answers[0]!;
  return (point) => indicators.find(({ indicator }) => indicator === point)?.strict?.text ?? null;
}

/** Yes to everything that raises, silence about everything that lowers. */
const flattering =
  (quote: (point: PlanIndicator, call: JudgeCall) => string | null): Mind =>
  (point, call) => {
    const indicator = indicatorOf(point);
    return indicator.polarity === 'positive' ? quote(indicator, call) : null;
  };

const firstWords = (text: string, count: number) => text.split(' ').slice(0, count).join(' ');

/** Total in basis points of a result that is in the ranks; 0 for one that is held out for a person. */
const rankedTotal = ({ figures }: ScorecardDraft) => figures?.totalBp ?? 0;

const cleanTotals = new Map<SampleId, number>();

beforeAll(async () => {
  for (const id of [...judged, ...withheld]) {
    const answer = answerOf(sampleAnswer(id).text);
    cleanTotals.set(id, rankedTotal(await scored(answer, honestMind(answer))));
  }
});

describe('a judge that cannot be trusted', () => {
  it('stands beside an honest one whose results are the known ones', () => {
    expect(judged.map((id) => cleanTotals.get(id))).toEqual([47_000, 36_500, 23_500, 10_000]);
    expect(withheld.map((id) => cleanTotals.get(id))).toEqual([0, 0]);
  });

  describe.each(judged)('that obeys words inside the %s answer', (id) => {
    // Each attack meets one answer, in turn; each answer meets every kind of attack.
    const attacks = attackStrings().filter((_, index) => index % judged.length === judged.indexOf(id));

    it.each(attacks)('lifts it by nothing when it holds $id ($lang)', async ({ text: attack }) => {
      const attacked = answerOf([...writtenSegments(sampleAnswer(id).text), ...writtenSegments(attack)]);
      const minds: Record<string, Mind> = {
        'quotes the attack': flattering(() => attack),
        'quotes its first words': flattering(() => firstWords(attack, 6)),
        'quotes the words around it': flattering((_, call) => call.answer.text.slice(-attack.length - 30)),
        invents: flattering(({ text }) => `I would say that ${text.toLowerCase()}`),
        'stays honest': honestMind(attacked),
      };
      for (const [name, mind] of Object.entries(minds)) {
        const total = rankedTotal(await scored(attacked, mind));
        expect({ name, rose: total > cleanTotals.get(id)! }).toEqual({ name, rose: false });
      }
    });
  });

  it.each([...judged, ...withheld])('gets nothing for a %s answer by inventing quotes', async (id) => {
    const answer = answerOf(sampleAnswer(id).text);
    const invented = await scored(
      answer,
      flattering(({ counts }) => `I always do exactly this: ${counts}`),
    );
    expect(invented.evidence).toEqual([]);
    expect(invented.criteria.map(({ level }) => level)).toEqual([1, 1, 1]);
    expect(rankedTotal(invented)).toBeLessThanOrEqual(10_000);
  });

  it.each([...judged, ...withheld])(
    'gets a %s answer held out by true quotes beside the point, on clean and recognised words alike',
    async (id) => {
      for (const answer of [answerOf(sampleAnswer(id).text), answerOf(recognisedSegments(id))]) {
        const card = await scored(
          answer,
          flattering((_, call) => firstWords(call.answer.text, 7)),
        );
        expect(card.outcome.kind).toBe('held_out');
        expect(card.figures).toBeNull();
      }
    },
  );

  it('lifts nobody with any window of true words that is put under every point', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...judged),
        fc.nat(),
        fc.integer({ min: 5, max: 25 }),
        async (id, at, length) => {
          const answer = answerOf(sampleAnswer(id).text);
          const words = answerText(answer.segments).text.split(' ');
          const from = at % (words.length - length);
          const quote = words.slice(from, from + length).join(' ');
          const card = await scored(
            answer,
            flattering(() => quote),
          );
          expect(rankedTotal(card)).toBeLessThanOrEqual(cleanTotals.get(id)!);
        },
      ),
      { numRuns: 100 },
    );
  });

  /**
   * The worst judge knows our word lists and quotes, for each point, true words that touch one of its ideas. Only the
   * distance to the wording rules is left to catch it, and where those can rule nothing out it is not held out: a known
   * limit. Such a result is still marked for a person, who decides.
   */
  it.each([
    ['excellent', 'held_out'],
    ['good', 'held_out'],
    ['mediocre', 'ranked'],
    ['weak', 'held_out'],
  ] as const)(
    'that picks the best true words for every point of a %s answer is %s, and marked for a person',
    async (id, kind) => {
      const card = await scored(answerOf(sampleAnswer(id).text), flattering(touchingQuote), 3);
      expect(card.outcome.kind).toBe(kind);
      if (card.outcome.kind === 'ranked') expect(card.outcome.reviewReasons).toContain('interval_crosses_review_line');
      for (const { level, baseline } of card.criteria) {
        if (kind === 'ranked') expect(level).toBeLessThanOrEqual(baseline!.loose);
      }
    },
  );
});

function touchingQuote(indicator: PlanIndicator, { answer }: JudgeCall): string | null {
  const words = answer.text.split(' ');
  for (let at = 0; at + 8 <= words.length; at += 1) {
    const quote = words.slice(at, at + 8).join(' ');
    const tokens = tokenize(quote);
    if (indicator.ideas.some((idea) => mentionsOf(ideaMatcher(idea, new Set()), tokens).length > 0)) return quote;
  }
  return null;
}
