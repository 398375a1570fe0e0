import type { ScorecardCriterion, ScorecardEvidence } from '../scoring/scorecard.js';
import { type ComparisonRecord, comparedView } from './own-result-view.js';

const anchors = { 1: 'Level one.', 2: 'Level two.', 3: 'Level three.', 4: 'Level four.', 5: 'Level five.' };
const indicator = (id: string, criterion: string, polarity: 'positive' | 'contradiction' = 'positive') =>
  ({ id, criterion, polarity, text: `Says ${id}.` }) as ComparisonRecord['plan']['indicators'][number];

const plan = {
  criteria: [
    { id: 'verification', title: 'Verification', anchors },
    { id: 'explaining', title: 'Explaining', anchors },
  ] as ComparisonRecord['plan']['criteria'],
  indicators: [
    ...['v1', 'v2'].map((id) => indicator(id, 'verification')),
    indicator('v9', 'verification', 'contradiction'),
    indicator('e1', 'explaining'),
  ],
};

const score = (criterion: string, level: 1 | 3 | 5 | null, met: readonly string[]): ScorecardCriterion => ({
  ...{ criterion, level, weightBp: 5000, passLevels: [], levelProbabilities: null },
  confidence: { kappa: null, label: 'low' } as unknown as ScorecardCriterion['confidence'],
  baseline: { word: 'partial' } as ScorecardCriterion['baseline'],
  indicators: plan.indicators
    .filter((each) => each.criterion === criterion)
    .map(({ id, polarity }) => ({
      ...{ indicator: id, polarity, met: met.includes(id), votes: [] },
      refusedQuotes: [{ question: 'q1', pass: 1, refusal: 'not_found' as never }],
    })),
});

const evidence = (id: string, criterion: string, startSeconds: number | null): ScorecardEvidence => ({
  ...{ criterion, indicator: id, question: startSeconds === null ? 'q2' : 'q1', quote: `What ${id} says.` },
  polarity: id === 'v9' ? 'contradiction' : 'positive',
  ...{ startSeconds, endSeconds: startSeconds === null ? null : startSeconds + 7 },
  votes: { yes: 3, no: 0, unclear: 0, passes: 3 },
});

const record = (kind: 'model' | 'baseline'): ComparisonRecord => ({
  plan,
  answers: [
    { questionId: 'q1', chosenTakeId: 'tak_1' },
    { questionId: 'q2', chosenTakeId: null },
  ],
  draft: {
    engine: { kind, name: kind, version: '1' },
    outcome: { kind: 'ranked', reviewReasons: [] },
    // In order of their ids, as they are kept.
    criteria: [score('explaining', 5, ['e1']), score('verification', 3, ['v1', 'v9'])],
    evidence: [
      evidence('e1', 'explaining', null),
      evidence('v1', 'verification', 72),
      evidence('v9', 'verification', 90),
    ],
  },
});

describe('A comparison as its applicant may know it', () => {
  it('has levels with what they mean, in the order of the plan, and quotes with where they are heard', () => {
    const [verification, explaining] = comparedView(record('model')).criteria;
    expect(verification).toMatchObject({ title: 'Verification', level: 3, word: null, anchor: 'Level three.' });
    expect(verification!.quotes).toEqual([
      {
        ...{ point: 'Says v1.', supports: true, quote: 'What v1 says.', question: 'q1' },
        ...{ takeId: 'tak_1', startSeconds: 72, endSeconds: 79 },
      },
      expect.objectContaining({ point: 'Says v9.', supports: false }),
    ]);
    expect(explaining!.quotes).toEqual([expect.objectContaining({ takeId: null, startSeconds: null })]);
  });

  it('says what would have raised a level, and nothing of the highest', () => {
    const [verification, explaining] = comparedView(record('model')).criteria;
    expect(verification!.raising).toEqual({ anchor: 'Level four.', missing: ['Says v2.'], against: ['Says v9.'] });
    expect(explaining!.raising).toBeNull();
  });

  it('of the offline baseline has a word and no digit', () => {
    const view = comparedView(record('baseline'));
    expect(view).toMatchObject({ engine: 'baseline', madeBy: 'baseline 1' });
    for (const criterion of view.criteria) expect(criterion).toMatchObject({ level: null, word: 'partial' });
    expect(view.criteria[0]!.anchor).toBe('Level three.');
  });

  it('leaves a criterion without a level without anchor', () => {
    const given = record('model');
    const draft = { ...given.draft, criteria: [score('verification', null, [])], evidence: [] };
    const [verification] = comparedView({ ...given, draft }).criteria;
    expect(verification).toMatchObject({ level: null, anchor: null, raising: null, quotes: [] });
  });
});
