import { systemClock } from '@guildhall/clock';
import { type FakeBehaviour, FakeOpenAi } from '@guildhall/testing';
import { carefulReader } from '../../test/fake-model-answers.js';
import { InMemoryModelCallStore } from '../../test/in-memory-model-call-store.js';
import { answerOf, attackStrings, examplePlan, sampleAnswer } from '../../test/sample-answers.js';
import { unlimitedSpending } from '../../test/unlimited-spending.js';
import { listPrices } from '../model-client/model-prices.js';
import { planHash } from '../plan/plan-hash.js';
import type { AnswerForScoring } from './gates.js';
import { flagInstructions } from './injection/flag-instructions.js';
import { OpenAiJudge } from './judge/openai-judge.js';
import { randomPromptSecrets } from './judge/prompt-secrets.js';
import { ModelScoringEngine } from './model-scoring-engine.js';
import type { InterviewToScore } from './scoring-engine.js';

const plan = examplePlan();
const parameters = { temperature: 0, maxOutputTokens: 4_000 };

function interview(answer: AnswerForScoring, changes: Partial<InterviewToScore> = {}): InterviewToScore {
  return {
    interviewId: 'int_1',
    openingId: 'opn_1',
    plan,
    planSha256: planHash(plan),
    answers: [flagInstructions(answer)],
    mediaSha256: { q1: 'a'.repeat(64) },
    transcriptSha256: { q1: 'b'.repeat(64) },
    correctedSha256: {},
    purpose: 'score',
    seed: '1',
    isSampled: false,
    signal: new AbortController().signal,
    ...changes,
  };
}

describe('ModelScoringEngine, over HTTP', () => {
  let fake: FakeOpenAi;
  let store: InMemoryModelCallStore;
  const excellent = answerOf(sampleAnswer('excellent').text);

  beforeEach(async () => {
    fake = await FakeOpenAi.start();
    fake.chat.answer = carefulReader;
    store = new InMemoryModelCallStore();
  });

  afterEach(() => fake.close());

  function engine(passes = 3): ModelScoringEngine {
    const judge = new OpenAiJudge({
      endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey },
      model: 'gpt-4.1-mini',
      parameters,
      prices: listPrices,
      store,
      spending: unlimitedSpending,
      clock: systemClock,
      deadlineMs: 5_000,
      secrets: randomPromptSecrets,
      newCallId: () => `mdl_${store.rows.size}`,
      codeVersion: 'test',
    });
    return new ModelScoringEngine({ judge, model: 'gpt-4.1-mini', parameters, passes, languages: new Set(['en']) });
  }

  it('derives the known total from verdicts, one call for each criterion and pass', async () => {
    const { draft, modelCallIds, costMicroUsd } = await engine().score(interview(excellent));
    expect(draft.engine).toMatchObject({ kind: 'model', name: 'gpt-4.1-mini-2026-01-31' });
    expect(draft.figures?.total).toBe('4.70');
    expect(draft.outcome.kind).toBe('ranked');
    expect(draft.evidence.map(({ indicator }) => indicator).sort()).toEqual([...sampleAnswer('excellent').met].sort());
    expect(fake.chat.requests).toHaveLength(9);
    expect(modelCallIds).toHaveLength(9);
    expect(costMicroUsd).toBeGreaterThan(0);
  });

  it('judges the same again from what is stored and calls no model', async () => {
    const first = await engine().score(interview(excellent));
    expect(await engine().score(interview(excellent))).toEqual(first);
    expect(fake.chat.requests).toHaveLength(9);
  });

  it('asks for a look at a result that was drawn, and at no other for that reason', async () => {
    const reasonsOf = async (isSampled: boolean) => {
      const { outcome } = (await engine().score(interview(excellent, { isSampled }))).draft;
      return outcome.kind === 'ranked' ? outcome.reviewReasons : null;
    };
    expect(await reasonsOf(false)).not.toContain('random_sample');
    expect(await reasonsOf(true)).toContain('random_sample');
  });

  it('goes on where a failure stopped it', async () => {
    fake.chat.next({ kind: 'ok' }, { kind: 'ok' }, { kind: 'rate_limited', retryAfter: '3' });
    await expect(engine(1).score(interview(excellent))).rejects.toMatchObject({
      failure: { kind: 'retry', reason: 'rate_limited', afterMs: 3_000 },
    });
    expect((await engine(1).score(interview(excellent))).draft.figures?.total).toBe('4.70');
    expect(fake.chat.requests).toHaveLength(4);
  });

  it('pays for no reply twice where the store failed for one of several passes', async () => {
    const find = store.find.bind(store);
    store.find = async () => {
      store.find = find;
      throw new Error('the store is away');
    };
    await expect(engine().score(interview(excellent))).rejects.toThrow('the store is away');
    expect((await engine().score(interview(excellent))).draft.figures?.total).toBe('4.70');
    expect(fake.chat.requests).toHaveLength(9);
  });

  it.each<[FakeBehaviour, string]>([
    [{ kind: 'canary_leaked' }, 'judge_canary'],
    [{ kind: 'refusal' }, 'judge_refusal'],
    [{ kind: 'length' }, 'judge_incomplete'],
    [{ kind: 'wrong_schema', reply: { score: 5 } }, 'judge_schema'],
  ])('holds the result out and keeps the ranks free of it when every reply is %j', async (behaviour, reason) => {
    fake.chat.always(behaviour);
    const { draft } = await engine(1).score(interview(excellent));
    expect(draft.figures).toBeNull();
    expect(draft.outcome).toEqual({
      kind: 'held_out',
      status: 'needs_human',
      holdReasons: [reason, 'criterion_without_level'],
    });
    expect(fake.chat.requests).toHaveLength(6);
  });

  it('shows no model what code gives the minimum or keeps behind the gate', async () => {
    const repeated = await engine().score(interview(answerOf(plan.questions[0]!.text)));
    expect(repeated.draft.outcome.kind).toBe('held_out');
    const silent = await engine().score(interview({ ...excellent, segments: [], speechSeconds: 0 }));
    expect(silent.draft.outcome).toMatchObject({ status: 'insufficient_data', holdReasons: ['too_little_speech'] });
    const foreign = await engine().score(interview({ ...excellent, language: 'sw' }));
    expect(foreign.draft.outcome).toMatchObject({ holdReasons: ['unsupported_language'] });
    expect(fake.chat.requests).toHaveLength(0);
  });

  it('holds out an answer with an instruction in it though the model obeys', async () => {
    const attack = attackStrings().find(({ id }) => id === 'A01')!.text;
    const yes = { verdict: 'yes', quote: attack, segment: 1 };
    fake.chat.answer = ({ response_format }) =>
      Object.fromEntries(response_format!.json_schema!.schema.required.map((key) => [key, yes]));
    const { draft } = await engine(1).score(interview(answerOf(`${sampleAnswer('weak').text} ${attack}`)));
    expect(draft.evidence).toEqual([]);
    expect(draft.outcome).toMatchObject({
      kind: 'held_out',
      holdReasons: expect.arrayContaining(['instruction_in_answer']),
    });
  });
});
