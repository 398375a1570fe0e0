import { answerOf, examplePlan, type SampleId, sampleAnswer } from '../../test/sample-answers.js';
import { readWithBaseline } from './baseline/baseline-engine.js';
import { scoreWithBaseline } from './baseline-scoring.js';
import { type DeriveInput, deriveScorecard, minimumAnswers } from './derive-scorecard.js';
import type { JudgedPass, JudgedPoint } from './judged-verdicts.js';
import { rankBands } from './rank-bands.js';
import type { ScorecardDraft } from './scorecard.js';
import type { Verdict } from './votes.js';

const plan = examplePlan();
const letters: Record<string, Verdict> = { y: 'yes', n: 'no', u: 'unclear' };

/** Quotes for the indicators of a sample that code itself has found. */
function quotesOf(id: SampleId): Map<string, string> {
  const { evidence } = scoreWithBaseline({ plan, answers: [answerOf(sampleAnswer(id).text)] });
  return new Map(evidence.map(({ indicator, quote }) => [indicator, quote]));
}

/** Verdicts by pass for each indicator, `yyn` for yes, yes, no; every other indicator is no in all passes. */
function judgedBy(
  votes: Record<string, string>,
  quotes: Map<string, string>,
  passes: number,
  question = 'q1',
): JudgedPass[] {
  return Array.from({ length: passes }).flatMap((_, pass) =>
    plan.criteria.map(({ id: criterion }) => ({
      question,
      criterion,
      pass,
      points: plan.indicators
        .filter((indicator) => indicator.criterion === criterion && indicator.questions.includes(question))
        .map(({ id }): JudgedPoint => {
          const verdict = letters[votes[id]?.[pass] ?? 'n']!;
          return { indicator: id, verdict, quote: verdict === 'yes' ? (quotes.get(id) ?? null) : null };
        }),
    })),
  );
}

function derive(
  id: SampleId,
  votes: Record<string, string>,
  change: Partial<DeriveInput> = {},
  passes = 3,
): ScorecardDraft {
  const answers = [answerOf(sampleAnswer(id).text)];
  return deriveScorecard({
    plan,
    answers,
    engine: { kind: 'model', name: 'judge-2026-01-01', version: '1' },
    passes,
    judged: judgedBy(votes, quotesOf(id), passes),
    baseline: readWithBaseline(plan, answers),
    ...change,
  });
}

const all = (ids: string, vote: string) => Object.fromEntries(ids.split(' ').map((id) => [id, vote]));
const votesOf = {
  E: all('t1 t2 t3 t5 v1 v2 v3 v4 g1 g2 g3', 'yyy'),
  A: { ...all('t1 t2 t3 t5 v1 v3 g1 g2', 'yyy'), v2: 'yyn', g3: 'yyn' },
  B: all('t1 t2 t5 v1 v3 g1 g2 g3', 'yyy'),
  C: all('t2 t3 v1 g2', 'yyy'),
  W: { ...all('t6 v5', 'yyy'), g5: 'yyn' },
};
const worked = {
  E: derive('excellent', votesOf.E),
  A: derive('excellent', votesOf.A),
  B: derive('good', votesOf.B),
  C: derive('mediocre', votesOf.C),
  W: derive('weak', votesOf.W),
};
const reasonsOf = ({ outcome }: ScorecardDraft) =>
  outcome.kind === 'ranked' ? outcome.reviewReasons : outcome.holdReasons;

describe('A scorecard', () => {
  it.each([
    ['E', '5,5,4', '4.70', 0.547, '4.00', '5.00'],
    ['A', '5,4,4', '4.35', 0.5433, '3.65', '5.00'],
    ['B', '4,3,4', '3.65', 0.5406, '2.96', '4.34'],
    ['C', '3,2,2', '2.35', 0.5241, '1.68', '3.02'],
    ['W', '1,1,1', '1.00', 0.3019, '1.00', '1.39'],
  ] as const)(
    'of applicant %s of the worked example has its levels, total, error and interval',
    (name, own, total, se, low, high) => {
      const { criteria, figures } = worked[name];
      const level = (id: string) => criteria.find(({ criterion }) => criterion === id)!.level;
      expect(plan.criteria.map(({ id }) => level(id)).join(',')).toBe(own);
      expect(figures).toMatchObject({ total, se, interval: { low, high, level: 0.8 } });
    },
  );

  it('of the five puts them into the bands of the worked example', () => {
    const entries = Object.entries(worked).map(([id, { figures }]) => ({ id, ...figures! }));
    const bands = rankBands(entries, plan.tie.z).map(({ members }) => members.map(({ id }) => id).join(''));
    expect(bands).toEqual(['EA', 'B', 'C', 'W']);
  });

  it('carries the confidence of each criterion, as in the worked example', () => {
    const verification = worked.A.criteria.find(({ criterion }) => criterion === 'verification')!;
    expect(verification).toMatchObject({ passLevels: [4, 4, 3], confidence: { kappa: 0.6667, label: 'medium' } });
    expect(worked.E.criteria.every(({ confidence }) => confidence.label === 'high')).toBe(true);
  });

  it('shows a quote, its times and its votes for every indicator met', () => {
    expect(worked.A.evidence.map(({ indicator }) => indicator)).toEqual([
      'g1',
      'g2',
      'g3',
      't1',
      't2',
      't3',
      't5',
      'v1',
      'v2',
      'v3',
    ]);
    expect(worked.A.evidence.find(({ indicator }) => indicator === 'v2')).toEqual({
      criterion: 'verification',
      indicator: 'v2',
      polarity: 'positive',
      question: 'q1',
      quote: 'I calculate the result again by hand',
      startSeconds: null,
      endSeconds: null,
      votes: { yes: 2, no: 1, unclear: 0, passes: 3 },
    });
  });

  it('names the questions that were not answered, which are no votes', () => {
    expect(worked.E.unansweredQuestions).toEqual(['q2', 'q3']);
    const votes = worked.E.criteria.flatMap(({ indicators }) => indicators.flatMap((indicator) => indicator.votes));
    expect(new Set(votes.map(({ question }) => question))).toEqual(new Set(['q1']));
  });

  it('takes the majority in each answer first: one strong answer is enough, two weak ones are not', () => {
    const text = sampleAnswer('excellent').text;
    const answers = [answerOf(text), answerOf(text, 'q2')];
    const judgedWith = (first: string, second: string) => {
      const quotes = quotesOf('excellent');
      const judged = [...judgedBy({ v1: first }, quotes, 3), ...judgedBy({ v1: second }, quotes, 3, 'q2')];
      const { criteria } = derive('excellent', {}, { answers, judged, baseline: readWithBaseline(plan, answers) });
      const verification = criteria.find(({ criterion }) => criterion === 'verification')!;
      return verification.indicators.find(({ indicator }) => indicator === 'v1')!.met;
    };
    expect(judgedWith('nnn', 'yyn')).toBe(true);
    expect(judgedWith('ynn', 'nyn')).toBe(false);
  });

  it('gives the minimum in code to an answer that repeats the question, and asks no judge about it', () => {
    const answers = [answerOf(plan.questions[0]!.text)];
    const baseline = readWithBaseline(plan, answers);
    expect(minimumAnswers(baseline)).toEqual(new Set(['q1']));
    const draft = derive('good', {}, { answers, baseline, judged: [] });
    expect(draft.withheldFigures!.total).toBe('1.00');
    expect(reasonsOf(draft)).toEqual(['repeats_question']);
  });
});

describe('A person has to look, and the result stays ranked', () => {
  it('when nothing is wrong: no reason', () => {
    expect(worked.E.outcome).toEqual({ kind: 'ranked', reviewReasons: [] });
  });

  it('when passes are a level apart', () => {
    expect(reasonsOf(worked.A)).toEqual(['passes_disagree']);
  });

  it('when the interval crosses a review line', () => {
    expect(reasonsOf(worked.B)).toEqual(['interval_crosses_review_line']);
    expect(reasonsOf(worked.C)).toEqual(['interval_crosses_review_line']);
  });

  it('when any pass sees a contradiction', () => {
    expect(reasonsOf(worked.W)).toContain('contradiction_vote');
    expect(reasonsOf(derive('excellent', { ...votesOf.E, v5: 'nny' }))).toContain('contradiction_vote');
  });

  it('when a vote is tied', () => {
    expect(reasonsOf(derive('excellent', { ...votesOf.E, t3: 'yn' }, {}, 2))).toContain('tied_vote');
  });

  it('when most passes are unclear', () => {
    expect(reasonsOf(derive('excellent', { ...votesOf.E, t4: 'uuy' }))).toContain('majority_unclear');
  });

  it('when a refused quote would have changed a level', () => {
    const quotes = quotesOf('excellent').set('g4', 'a second grader marks ten answers without seeing mine');
    const decisive = derive('excellent', {}, { judged: judgedBy({ ...votesOf.E, g4: 'yyy' }, quotes, 3) });
    expect(reasonsOf(decisive)).toContain('rejected_quote_decisive');
    expect(decisive.figures!.total).toBe('4.70');
    const grading = decisive.criteria.find(({ criterion }) => criterion === 'fair_grading')!;
    expect(grading.indicators.find(({ indicator }) => indicator === 'g4')).toMatchObject({
      met: false,
      refusedQuotes: [0, 1, 2].map((pass) => ({ question: 'q1', pass, refusal: 'not_in_transcript' })),
    });
    const idle = derive('excellent', {}, { judged: judgedBy({ ...votesOf.E, t4: 'yyy' }, quotes.set('t4', 'no'), 3) });
    expect(reasonsOf(idle)).not.toContain('rejected_quote_decisive');
  });

  it('when the passes agree in little, or there is only one', () => {
    expect(reasonsOf(derive('excellent', { ...votesOf.E, v3: 'yyn', v4: 'yny' }))).toContain('confidence_low');
    expect(reasonsOf(derive('excellent', all(Object.keys(votesOf.E).join(' '), 'y'), {}, 1))).toEqual([
      'confidence_unknown',
    ]);
  });

  it('when it is drawn at random, appealed, or comes from the baseline', () => {
    expect(reasonsOf(derive('excellent', votesOf.E, { isSampled: true }))).toEqual(['random_sample']);
    expect(reasonsOf(derive('excellent', votesOf.E, { isAppeal: true }))).toEqual(['appeal']);
    const engine = { kind: 'baseline' as const, name: 'baseline', version: '1' };
    expect(reasonsOf(derive('excellent', votesOf.E, { engine }))).toEqual(['baseline_engine']);
  });
});

describe('A result is held out of the ranks', () => {
  const held = (draft: ScorecardDraft) => {
    expect(draft.outcome).toMatchObject({ kind: 'held_out', status: 'needs_human' });
    expect(draft.figures).toBeNull();
    return reasonsOf(draft);
  };

  it('when a pass is missing: the criterion has no level, there is no total, and nothing is scaled up', () => {
    const judged = judgedBy(votesOf.E, quotesOf('excellent'), 3).filter(
      ({ criterion, pass }) => criterion !== 'verification' || pass < 2,
    );
    const draft = derive('excellent', {}, { judged });
    expect(held(draft)).toEqual(['criterion_without_level']);
    expect(draft.withheldFigures).toBeNull();
    expect(draft.criteria.map(({ level }) => level)).toEqual([4, 5, null]);
  });

  it('when no answered question shows a criterion', () => {
    const answers = [answerOf(sampleAnswer('excellent').text, 'q3')];
    const judged = judgedBy(all('g1 g2 g3', 'yyy'), quotesOf('excellent'), 3, 'q3');
    const draft = derive('excellent', {}, { answers, judged, baseline: readWithBaseline(plan, answers) });
    expect(held(draft)).toContain('criterion_without_level');
  });

  it('when a true quote has nothing to do with the point', () => {
    const quotes = quotesOf('excellent').set('g4', 'the free cash flow in millions');
    const draft = derive('excellent', {}, { judged: judgedBy({ ...votesOf.E, g4: 'nny' }, quotes, 3) });
    expect(held(draft)).toEqual(['evidence_beside_the_point']);
  });

  it('when model and offline rules are two levels apart, outside what the rules cannot rule out', () => {
    expect(held(derive('excellent', all('t1 t2 t3 t5 g1 g2 g3', 'yyy')))).toEqual(['engines_far_apart']);
    const close = derive('excellent', { ...votesOf.E, v2: 'nnn', v4: 'nnn' });
    expect(close.outcome).toMatchObject({ kind: 'held_out', holdReasons: ['engines_far_apart'] });
    const oneApart = derive('excellent', { ...votesOf.E, v4: 'nnn' });
    expect(oneApart.outcome.kind).toBe('ranked');
  });

  it.each(['judge_canary', 'judge_refusal', 'judge_incomplete', 'judge_schema'] as const)(
    'when the model failed: %s',
    (failure) => {
      expect(held(derive('excellent', votesOf.E, { judgeFailures: [failure] }))).toEqual([failure]);
    },
  );

  it('when an instruction was flagged, and its words are no evidence', () => {
    const answer = answerOf(sampleAnswer('excellent').text);
    const text = sampleAnswer('excellent').text;
    const from = text.indexOf('I calculate');
    const answers = [{ ...answer, flagged: [{ from, to: from + 20 }] }];
    const draft = derive('excellent', votesOf.E, { answers });
    expect(held(draft)).toContain('instruction_in_answer');
    expect(draft.evidence.map(({ indicator }) => indicator)).not.toContain('v2');
    expect(draft.withheldFigures).not.toBeNull();
  });
});
