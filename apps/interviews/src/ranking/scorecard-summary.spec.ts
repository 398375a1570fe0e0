import { answerOf, examplePlan, sampleAnswer } from '../../test/sample-answers.js';
import { scoreWithBaseline } from '../scoring/baseline-scoring.js';
import { resultFlags } from './result-flags.js';
import { scorecardOutline } from './scorecard-outline.js';
import { scorecardSummary } from './scorecard-summary.js';

const plan = examplePlan();
const draftOf = (id: 'excellent' | 'mediocre' | 'stuffed') =>
  scoreWithBaseline({ plan, answers: [answerOf(sampleAnswer(id).text)] });

describe('What is kept of a result to filter and weigh it by', () => {
  it.each(['excellent', 'mediocre'] as const)('gives total and standard error of "%s" again', (id) => {
    const draft = draftOf(id);
    const { levels, variances } = scorecardSummary(draft);
    const total = draft.criteria.reduce((sum, { criterion, weightBp }) => sum + weightBp * levels[criterion]!, 0);
    const variance = draft.criteria.reduce(
      (sum, { criterion, weightBp }) => sum + (weightBp / 10_000) ** 2 * variances[criterion]!,
      0,
    );
    expect(total).toBe(draft.figures!.totalBp);
    expect(Math.sqrt(variance)).toBeCloseTo(draft.figures!.se, 3);
  });
});

describe('What lists show of a result', () => {
  it('is a word of the offline engine, and a level of a model, beside which the offline reading is kept as well', () => {
    const draft = draftOf('excellent');
    const ofModel = { ...draft, engine: { kind: 'model' as const, name: 'a model', version: '1' } };
    expect(scorecardOutline(draft).criteria.map(({ word }) => word)).toEqual(['clear', 'clear', 'clear']);
    const { criteria } = scorecardOutline(ofModel);
    expect(criteria.map(({ word }) => word)).toEqual([null, null, null]);
    expect(criteria.map(({ level }) => level)).toEqual(draft.criteria.map(({ level }) => level));
  });
});

describe('The flags of a result', () => {
  it('are its reasons, and what was noticed of its answers, each once', () => {
    expect(resultFlags(draftOf('excellent'))).toContain('baseline_engine');
    const flags = resultFlags(draftOf('stuffed'));
    expect(flags).toContain('list_like');
    expect(new Set(flags).size).toBe(flags.length);
  });
});
