import { systemClock } from '@guildhall/clock';
import { ConfigError, readConfig } from '@guildhall/config';
import { type Change, firstModel, sampleInterview, secondModel, TwoStageModels } from '../../test/two-stage-models.js';
import { unlimitedSpending } from '../../test/unlimited-spending.js';
import { EnginesConfig } from '../engines/engines.config.js';
import { openScoringEngine } from '../engines/open-engines.js';
import { ModelCallError } from '../model-client/model-failure.js';
import type { CriterionScore } from './criterion-score.js';
import type { Outcome } from './outcome.js';
import type { ScorecardDraft, TotalFigures } from './scorecard.js';
import { criteriaForSecondStage } from './second-stage.js';

const criteria = ['fair_grading', 'task_design', 'verification'];
const thrice = (own: string[]) => own.flatMap((criterion) => [criterion, criterion, criterion]);
const verificationOf = ({ criteria: all }: ScorecardDraft) =>
  all.find(({ criterion }) => criterion === 'verification')!;
const reasonsOf = ({ outcome }: ScorecardDraft) =>
  outcome.kind === 'ranked' ? outcome.reviewReasons : outcome.holdReasons;

/** The first model finds nothing of one criterion in one of three passes. */
const wavering: Change = (quotes, { model, criterion, pass }) => {
  if (model === firstModel && criterion === 'verification' && pass === 2) quotes.clear();
};

describe('A second, larger model', () => {
  let models: TwoStageModels;

  afterEach(() => models.close());

  async function scored(id: Parameters<typeof sampleInterview>[0], change: Change): Promise<ScorecardDraft> {
    models = await TwoStageModels.start(change);
    return (await models.engine().score(sampleInterview(id))).draft;
  }

  it('is not asked where the first agrees with itself and no review line is near; no byte is another then', async () => {
    const draft = await scored('excellent', () => {});
    expect(models.askedOf(secondModel)).toEqual([]);
    const alone = await models.engine({ isTwoStage: false }).score(sampleInterview('excellent'));
    expect(JSON.stringify(draft)).toBe(JSON.stringify(alone.draft));
    expect(models.askedOf(firstModel)).toEqual(thrice(criteria));
    expect(models.engine({ isTwoStage: false }).settings).toBe('{"passes":3,"temperature":0,"maxOutputTokens":2000}');
  });

  it('judges a criterion on which the passes of the first disagree, in its place, and both are kept', async () => {
    const draft = await scored('excellent', wavering);
    expect(models.askedOf(secondModel)).toEqual(thrice(['verification']));
    const { firstStage, ...own } = verificationOf(draft);
    expect(own).toMatchObject({ level: 5, passLevels: [5, 5, 5], confidence: { label: 'high' } });
    expect(firstStage).toMatchObject({
      reasons: ['passes_disagree', 'agreement_not_high'],
      level: 5,
      confidence: { kappa: expect.closeTo(0.4667, 3), label: 'low' },
    });
    expect([...firstStage!.passLevels].sort()).toEqual([1, 5, 5]);
    expect(firstStage!.indicators.find(({ indicator }) => indicator === 'v1')!.votes).toEqual([
      { question: 'q1', yes: 2, no: 1, unclear: 0, passes: 3 },
    ]);
    expect(draft.criteria.filter((each) => each.firstStage)).toHaveLength(1);
    expect(reasonsOf(draft)).toEqual([]);
    expect(draft.engine.name).toBe('gpt-4.1-2026-01-31 + gpt-4.1-mini-2026-01-31');
    const stages = [...models.store.rows.values()].map(({ stage, requestedModel }) => `${stage} ${requestedModel}`);
    expect(stages.sort()).toEqual([...Array(9).fill(`1 ${firstModel}`), ...Array(3).fill(`2 ${secondModel}`)]);
  });

  it('is counted in the cost and named by the settings, of which the input hash is made', async () => {
    models = await TwoStageModels.start(wavering);
    const { modelCallIds, costMicroUsd } = await models.engine().score(sampleInterview('excellent'));
    const rows = [...models.store.rows.values()];
    expect(modelCallIds).toHaveLength(12);
    expect(costMicroUsd).toBe(rows.reduce((sum, row) => sum + row.costMicroUsd!, 0));
    const settings = { passes: 3, temperature: 0, maxOutputTokens: 2_000 };
    const second = { model: secondModel, temperature: 0, maxOutputTokens: 2_000 };
    expect(JSON.parse(models.engine().settings)).toEqual({ ...settings, second });
  });

  it('judges every criterion where the total lies within half its error of a review line', async () => {
    const draft = await scored('good', () => {});
    expect(models.askedOf(secondModel)).toEqual(thrice(criteria));
    expect(draft.criteria.map(({ firstStage }) => firstStage?.reasons)).toEqual([
      ['near_review_line'],
      ['near_review_line'],
      ['near_review_line'],
    ]);
    expect(draft.figures?.total).toBe('3.65');
  });

  it('sends a criterion to a person that it puts on another level than the first', async () => {
    const draft = await scored('excellent', (quotes, asked) => {
      wavering(quotes, asked);
      if (asked.model === secondModel) quotes.delete('v4');
    });
    expect(verificationOf(draft)).toMatchObject({ level: 4, passLevels: [4, 4, 4], firstStage: { level: 5 } });
    expect(reasonsOf(draft)).toEqual(['passes_disagree']);
  });

  it('does not take back that somebody looks where a pass of the first claimed a contradiction', async () => {
    const draft = await scored('excellent', (quotes, asked) => {
      wavering(quotes, asked);
      if (asked.model === firstModel && asked.pass === 2) quotes.set('v5', 'I trust whatever the model says');
    });
    expect(models.askedOf(secondModel)).toEqual(thrice(['verification']));
    expect(verificationOf(draft).level).toBe(5);
    expect(reasonsOf(draft)).toContain('contradiction_vote');
  });

  it('judges a criterion again where a refused quote of the first would have changed its level', async () => {
    const draft = await scored('excellent', (quotes, { model, criterion }) => {
      if (model === firstModel && criterion === 'fair_grading') quotes.set('g4', 'a second grader marks ten answers');
    });
    const reasons = draft.criteria.map(({ firstStage }) => firstStage?.reasons);
    expect(reasons).toEqual([['majority_unclear', 'rejected_quote_decisive'], undefined, undefined]);
    expect(reasonsOf(draft)).toEqual([]);
  });

  it('is not asked where the first stage is held out: no second opinion releases it', async () => {
    const draft = await scored('good', (quotes, { criterion }) => {
      if (criterion === 'verification') quotes.set('v4', 'What I usually do is take');
    });
    expect(reasonsOf(draft)).toContain('evidence_beside_the_point');
    expect(models.askedOf(secondModel)).toEqual([]);
  });

  it('holds the result out where its own replies cannot be used', async () => {
    models = await TwoStageModels.start(wavering);
    const answer = models.server.chat.answer;
    models.server.chat.answer = (request) => (request.model === secondModel ? { score: 5 } : answer(request));
    const { draft } = await models.engine().score(sampleInterview('excellent'));
    expect(reasonsOf(draft)).toEqual(['judge_schema', 'criterion_without_level']);
    expect(verificationOf(draft)).toMatchObject({ level: null, firstStage: { level: 5 } });
  });

  it('is paid for once: a repeat finds the replies of both stages', async () => {
    models = await TwoStageModels.start(wavering);
    const first = await models.engine().score(sampleInterview('excellent'));
    expect(await models.engine().score(sampleInterview('excellent'))).toEqual(first);
    expect(models.server.chat.requests).toHaveLength(12);
  });

  it('waits where the cap leaves no room for it, and goes on from there', async () => {
    models = await TwoStageModels.start(wavering);
    const estimates: Record<number, number> = {};
    let spent = 0;
    let cap = 0;
    models.spending = {
      spend: async ({ estimateMicroUsd }, call) => {
        estimates[estimateMicroUsd] = (estimates[estimateMicroUsd] ?? 0) + 1;
        if (spent >= cap)
          throw new ModelCallError({ kind: 'wait', reason: 'daily_cap_reached', until: new Date(), detail: 'cap' });
        spent += 1;
        return (await call()).value;
      },
    };
    cap = 9;
    await expect(models.engine().score(sampleInterview('excellent'))).rejects.toMatchObject({
      failure: { kind: 'wait' },
    });
    expect(models.askedOf(secondModel)).toEqual([]);
    cap = 12;
    const { draft } = await models.engine().score(sampleInterview('excellent'));
    expect(verificationOf(draft).firstStage).toBeDefined();
    expect(models.server.chat.requests).toHaveLength(12);
    // The larger model is estimated by its own, higher price.
    const prices = Object.keys(estimates).map(Number);
    expect(Math.max(...prices)).toBeGreaterThan(3 * Math.min(...prices));
  });
});

describe('criteriaForSecondStage', () => {
  const score = (id: string, changes: Partial<CriterionScore> = {}) =>
    ({
      criterion: { id },
      confidence: { kappa: 1, label: 'high' },
      reviews: [],
      ...changes,
    }) as unknown as CriterionScore;
  const ranked: Outcome = { kind: 'ranked', reviewReasons: [] };
  const at = (totalBp: number, se: number): TotalFigures => ({ ...({} as TotalFigures), totalBp, se });
  const plan = { reviewLines: [2.5, 3.5] };
  const chosen = (figures: TotalFigures | null, scores: CriterionScore[], outcome: Outcome = ranked) =>
    Object.fromEntries(criteriaForSecondStage({ plan, outcome, figures, scores }));

  it('names the criteria that the first was not sure of, with each reason', () => {
    const scores = [
      score('sure'),
      score('apart', { reviews: ['passes_disagree', 'contradiction_vote'] }),
      score('medium', { confidence: { kappa: 0.79, label: 'medium' } }),
      score('alone', { confidence: { kappa: null, label: 'unknown' } }),
      score('unclear', { reviews: ['majority_unclear'] }),
      score('refused', { reviews: ['rejected_quote_decisive'] }),
    ];
    expect(chosen(at(45_000, 0.5), scores)).toEqual({
      apart: ['passes_disagree'],
      medium: ['agreement_not_high'],
      alone: ['agreement_not_high'],
      unclear: ['majority_unclear'],
      refused: ['rejected_quote_decisive'],
    });
  });

  it.each([
    [37_500, 0.5, true],
    [37_501, 0.5, false],
    [32_500, 0.5, true],
    [25_000, 0, true],
    [45_000, 0.5, false],
  ])('takes a total of %i with error %d for near a line: %s', (totalBp, se, isNear) => {
    expect(chosen(at(totalBp, se), [score('one'), score('two')])).toEqual(
      isNear ? { one: ['near_review_line'], two: ['near_review_line'] } : {},
    );
  });

  it('names none of a result that is held out', () => {
    const outcome: Outcome = { kind: 'held_out', status: 'needs_human', holdReasons: ['engines_far_apart'] };
    expect(chosen(at(25_000, 0.5), [score('apart', { reviews: ['passes_disagree'] })], outcome)).toEqual({});
  });
});

describe('The settings of two stages', () => {
  const opened = (settings: Record<string, string>) =>
    openScoringEngine(
      readConfig(EnginesConfig, { OPENAI_API_KEY: 'sk-test', ...settings }),
      { find: async () => null, save: async (record) => record },
      unlimitedSpending,
      systemClock,
    );
  const read = (settings: Record<string, string>) => JSON.parse(opened(settings).settings);

  it('are one pass without a second model, and three with one, each with its own parameters', () => {
    expect(read({})).toEqual({ passes: 1, temperature: 0, maxOutputTokens: 2_000 });
    expect(read({ OPENAI_JUDGE_SECOND_MODEL: 'gpt-5' })).toEqual({
      ...{ passes: 3, temperature: 0, maxOutputTokens: 2_000 },
      second: { model: 'gpt-5', reasoningEffort: 'low', maxOutputTokens: 8_000 },
    });
    expect(read({ OPENAI_JUDGE_SECOND_MODEL: 'gpt-4.1', JUDGE_PASSES: '2' })).toMatchObject({ passes: 2 });
  });

  it('refuse a second model behind a single pass, which cannot disagree with itself', () => {
    const one = () => opened({ OPENAI_JUDGE_SECOND_MODEL: 'gpt-4.1', JUDGE_PASSES: '1' });
    expect(one).toThrow(ConfigError);
    expect(one).toThrow(/JUDGE_PASSES: is 1, and OPENAI_JUDGE_SECOND_MODEL needs 2 at least/);
  });
});
