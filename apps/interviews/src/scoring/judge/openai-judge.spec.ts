import { ManualClock } from '@guildhall/clock';
import { type FakeBehaviour, FakeOpenAi } from '@guildhall/testing';
import { InMemoryModelCallStore } from '../../../test/in-memory-model-call-store.js';
import { judgeCall } from '../../../test/judge-call.factory.js';
import { unlimitedSpending } from '../../../test/unlimited-spending.js';
import type { ModelFailure } from '../../model-client/model-failure.js';
import { listPrices } from '../../model-client/model-prices.js';
import type { JudgeCall } from './judge.js';
import { inAskedOrder } from './judge-prompt.js';
import { OpenAiJudge, type OpenAiJudgeOptions } from './openai-judge.js';
import { randomPromptSecrets } from './prompt-secrets.js';

const undecided = { verdict: 'unclear', quote: null, segment: null };
const proven = { verdict: 'yes', quote: 'calculate the result again by hand', segment: 2 };

describe('OpenAiJudge', () => {
  let fake: FakeOpenAi;
  let store: InMemoryModelCallStore;
  let requested: number;

  beforeEach(async () => {
    fake = await FakeOpenAi.start();
    fake.chat.answer = () => ({ i1: proven, i2: undecided, i3: { verdict: 'no', quote: null, segment: null } });
    store = new InMemoryModelCallStore();
    requested = 0;
  });

  afterEach(() => fake.close());

  function judge(options: Partial<OpenAiJudgeOptions> = {}): OpenAiJudge {
    return new OpenAiJudge({
      endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey },
      model: 'gpt-4.1-mini',
      parameters: { temperature: 0, maxOutputTokens: 4_000 },
      prices: listPrices,
      store,
      spending: unlimitedSpending,
      clock: new ManualClock('2026-11-23T10:00:00.000Z'),
      deadlineMs: 2_000,
      secrets: randomPromptSecrets,
      newCallId: () => `mdl_${++requested}`,
      codeVersion: '0.1.0+test',
      ...options,
    });
  }

  const ask = (call: JudgeCall = judgeCall(), options: Partial<OpenAiJudgeOptions> = {}) =>
    judge(options).judge(call, new AbortController().signal);

  async function failureOf(options: Partial<OpenAiJudgeOptions> = {}): Promise<ModelFailure> {
    const outcome = await ask(judgeCall(), options);
    if (outcome.kind !== 'failed') throw new Error('The answer was judged');
    return outcome.failure;
  }

  it('asks with a strict schema, keeps nothing at the vendor, and leaves the person out', async () => {
    const call = judgeCall();
    await ask(call);
    const { body, headers } = fake.chat.requests[0]!;
    expect(body).toMatchObject({ model: 'gpt-4.1-mini', store: false, temperature: 0, max_completion_tokens: 4_000 });
    expect(body['seed']).toEqual(expect.any(Number));
    expect(body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { name: 'verdicts', strict: true },
    });
    expect(body.response_format?.json_schema?.schema.required).toEqual(['i1', 'i2', 'i3']);
    expect(headers['idempotency-key']).toMatch(/^[0-9a-f]{64}$/);
    const sent = JSON.stringify(body);
    for (const hidden of [call.subject, call.seed, 'v1', call.hashes.plan, 'verification'])
      expect(sent).not.toContain(hidden);
  });

  it('returns the verdicts under the ids of the points, with the place of a quote', async () => {
    const call = judgeCall();
    const outcome = await ask(call);
    if (outcome.kind !== 'judged') throw new Error(outcome.failure.detail);
    const [first, second, third] = inAskedOrder(call).map((point) => outcome.verdicts.get(point.id)!);
    expect(call.answer.text.slice(first!.span!.from, first!.span!.to)).toBe('calculate the result again by hand');
    expect(first).toMatchObject(proven);
    expect(second).toEqual({ ...undecided, span: null });
    expect(third!.verdict).toBe('no');
  });

  it('keeps a quote that stands nowhere, without a place, and does not ask again', async () => {
    fake.chat.answer = () => ({
      i1: { ...proven, quote: 'I rebuild the whole model from scratch' },
      i2: undecided,
      i3: undecided,
    });
    const outcome = await ask();
    expect(outcome.kind === 'judged' && [...outcome.verdicts.values()].map((each) => each.span)).toEqual([
      null,
      null,
      null,
    ]);
    expect(fake.chat.requests).toHaveLength(1);
  });

  it('records everything that is needed to explain and to repeat a verdict', async () => {
    fake.chat.next({ kind: 'ok', cachedTokens: 100 });
    const call = judgeCall();
    const outcome = await ask(call);
    const [record] = [...store.rows.values()];
    expect(outcome.calls).toEqual([record]);
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(record).toEqual({
      id: 'mdl_1',
      inputHash: sha256,
      subject: call.subject,
      purpose: 'score',
      seed: 'seed-1',
      stage: 1,
      pass: 1,
      attempt: 1,
      question: 'q1',
      criterion: 'verification',
      pointOrder: inAskedOrder(call).map((point) => point.id),
      hashes: { ...call.hashes, template: sha256, prompt: sha256, schema: sha256 },
      host: new URL(fake.baseUrl).host,
      requestedModel: 'gpt-4.1-mini',
      model: 'gpt-4.1-mini-2026-01-31',
      fingerprint: 'fp_fake',
      parameters: { temperature: 0, maxOutputTokens: 4_000 },
      canary: expect.stringMatching(/^gh[0-9a-f]{24}$/),
      delimiter: expect.stringMatching(/^<<[0-9a-f]{32}>>$/),
      rawBody: expect.stringContaining('chat.completion'),
      validator: { outcome: 'accepted', fenceStripped: false, detail: null },
      tokens: { input: expect.any(Number), cachedInput: 100, output: expect.any(Number) },
      costMicroUsd: expect.any(Number),
      pricesAsOf: '2026-03-01',
      requestedAt: '2026-11-23T10:00:00.000Z',
      latencyMs: expect.any(Number),
      codeVersion: '0.1.0+test',
    });
    const { input, cachedInput, output } = record!.tokens!;
    expect(record!.costMicroUsd).toBe(
      Math.ceil(((input - cachedInput) * 400 + cachedInput * 100 + output * 1600) / 1000),
    );
  });

  it('answers a repeat from the stored reply and calls no model', async () => {
    const first = await ask();
    const repeated = await ask();
    expect(repeated).toEqual(first);
    expect(fake.chat.requests).toHaveLength(1);
  });

  it('makes nothing of a reply that could not be stored', async () => {
    store.save = async () => {
      throw new Error('The database is away');
    };
    await expect(ask()).rejects.toThrow('The database is away');
  });

  it('uses the row of the worker that was first', async () => {
    const winner = await ask();
    const late = new InMemoryModelCallStore();
    late.save = async () => winner.calls[0]!;
    fake.chat.answer = () => ({ i1: undecided, i2: undecided, i3: undecided });
    expect(await ask(judgeCall(), { store: late })).toEqual(winner);
  });

  it.each<[string, Partial<JudgeCall>]>([
    ['seed', { seed: 'seed-2' }],
    ['purpose', { purpose: 'appeal' }],
    ['pass', { pass: 2 }],
    ['stage', { stage: 2 }],
    ['person', { subject: 'int_other' }],
    ['transcript', { hashes: { ...judgeCall().hashes, transcript: 'd'.repeat(64) } }],
  ])('asks the model anew for another %s', async (_, change) => {
    await ask();
    await ask(judgeCall(change));
    expect(fake.chat.requests).toHaveLength(2);
    expect(store.rows.size).toBe(2);
  });

  describe('when a reply must not be used', () => {
    const unusable: [string, FakeBehaviour, string][] = [
      ['a refusal', { kind: 'refusal' }, 'refusal'],
      ['a reply cut at the limit', { kind: 'length' }, 'stop_reason'],
      ['a reply that recites the canary', { kind: 'canary_leaked' }, 'canary_leaked'],
      ['prose', { kind: 'ok', reply: 'All points are met.' }, 'not_json'],
      ['no content', { kind: 'ok', reply: ' ' }, 'no_content'],
      ['a missing point', { kind: 'wrong_schema', reply: { i1: proven, i2: undecided } }, 'wrong_schema'],
      [
        'an invented point',
        { kind: 'wrong_schema', reply: { i1: proven, i2: undecided, i3: undecided, i4: proven } },
        'wrong_schema',
      ],
      [
        'an invented verdict',
        { kind: 'wrong_schema', reply: { i1: { ...proven, verdict: 'excellent' }, i2: undecided, i3: undecided } },
        'wrong_schema',
      ],
      [
        'a score of its own',
        { kind: 'wrong_schema', reply: { i1: proven, i2: undecided, i3: undecided, score: 5 } },
        'wrong_schema',
      ],
    ];

    it.each(unusable)(
      'asks once more after %s, with a fresh canary and delimiter, and never shows the bad reply',
      async (_, behaviour, reason) => {
        fake.chat.next(behaviour);
        const outcome = await ask();
        expect(outcome.kind).toBe('judged');
        expect(outcome.calls.map((call) => call.validator.outcome)).toEqual([reason, 'accepted']);
        const [first, second] = outcome.calls;
        expect(second!.canary).not.toBe(first!.canary);
        expect(second!.delimiter).not.toBe(first!.delimiter);
        const prompts = fake.chat.requests.map((request) => request.body.messages);
        expect(prompts[1]).toHaveLength(2);
        expect(JSON.stringify(prompts[1])).not.toContain(first!.canary);
        expect(
          JSON.stringify(prompts[1])
            .replaceAll(second!.canary, first!.canary)
            .replaceAll(second!.delimiter, first!.delimiter),
        ).toBe(JSON.stringify(prompts[0]));
      },
    );

    it.each(unusable)(
      'leaves the answer to a person after %s twice, also when the work is repeated',
      async (_, behaviour, reason) => {
        fake.chat.always(behaviour);
        expect(await failureOf()).toMatchObject({ kind: 'needs_human', reason });
        expect(await failureOf()).toMatchObject({ kind: 'needs_human', reason });
        expect(fake.chat.requests).toHaveLength(2);
        expect([...store.rows.values()].map((row) => row.attempt)).toEqual([1, 2]);
      },
    );

    it('takes one code fence off and says so', async () => {
      fake.chat.next({ kind: 'fenced_json' });
      const outcome = await ask();
      expect(outcome.kind).toBe('judged');
      expect(outcome.calls[0]!.validator).toEqual({ outcome: 'accepted', fenceStripped: true, detail: null });
    });

    it('leaves an answer that is far too long to a person and calls no model', async () => {
      const outcome = await ask(judgeCall({ text: 'word '.repeat(25_000) }));
      expect(outcome).toMatchObject({ kind: 'failed', failure: { kind: 'needs_human', reason: 'answer_too_long' } });
      expect(fake.chat.requests).toHaveLength(0);
    });
  });

  describe('when the server fails', () => {
    it.each<[string, FakeBehaviour, Partial<ModelFailure>]>([
      [
        '429 with Retry-After',
        { kind: 'rate_limited', retryAfter: '20' },
        { kind: 'retry', reason: 'rate_limited', afterMs: 20_000, countsAsAttempt: false },
      ],
      [
        '429 with a Retry-After of two hours',
        { kind: 'rate_limited', retryAfter: '7200' },
        { kind: 'retry', afterMs: 7_200_000 },
      ],
      [
        '429 with a Retry-After of a day, cut to what the job queue waits',
        { kind: 'rate_limited', retryAfter: '86400' },
        { kind: 'retry', afterMs: 21_600_000 },
      ],
      [
        '429 with a date',
        { kind: 'rate_limited', retryAfter: 'Mon, 23 Nov 2026 10:01:30 GMT' },
        { kind: 'retry', afterMs: 90_000 },
      ],
      [
        '429 without Retry-After',
        { kind: 'rate_limited' },
        { kind: 'retry', reason: 'rate_limited', countsAsAttempt: true },
      ],
      ['429 for an empty account', { kind: 'insufficient_quota' }, { kind: 'park', reason: 'insufficient_quota' }],
      ['a wrong key', { kind: 'invalid_key' }, { kind: 'park', reason: 'invalid_key' }],
      ['a model that does not exist', { kind: 'model_not_found' }, { kind: 'park', reason: 'model_not_found' }],
      ['a refused parameter', { kind: 'bad_request' }, { kind: 'park', reason: 'request_refused' }],
      ['500', { kind: 'server_error' }, { kind: 'retry', reason: 'server_error', countsAsAttempt: true }],
      ['503', { kind: 'server_error', status: 503 }, { kind: 'retry', reason: 'server_error' }],
      ['HTML with 200', { kind: 'html' }, { kind: 'retry', reason: 'unreadable_reply', countsAsAttempt: true }],
      ['an error with 200', { kind: 'error_with_200' }, { kind: 'retry', reason: 'unreadable_reply' }],
      ['truncated JSON', { kind: 'truncated_json' }, { kind: 'retry', reason: 'unreadable_reply' }],
      [
        'a reset before the reply',
        { kind: 'connection_reset', at: 'request' },
        { kind: 'retry', reason: 'connection' },
      ],
      ['a reset in the reply', { kind: 'connection_reset', at: 'body' }, { kind: 'retry', reason: 'connection' }],
    ])('answers %s with what has to happen next, asks once and stores nothing', async (_, behaviour, expected) => {
      fake.chat.always(behaviour);
      expect(await failureOf()).toMatchObject(expected);
      expect(fake.chat.requests).toHaveLength(1);
      expect(store.rows.size).toBe(0);
    });

    it.each<[string, FakeBehaviour]>([
      ['hangs', { kind: 'hang' }],
      ['drips', { kind: 'drip', everyMs: 10 }],
    ])('gives up at the deadline on a server that %s', async (_, behaviour) => {
      fake.chat.always(behaviour);
      const startedMs = performance.now();
      expect(await failureOf({ deadlineMs: 200 })).toMatchObject({ kind: 'retry', reason: 'timeout' });
      expect(performance.now() - startedMs).toBeLessThan(2_000);
    });

    it('names a server that nobody listens on as a connection to be tried again', async () => {
      await fake.close();
      expect(await failureOf()).toMatchObject({ kind: 'retry', reason: 'connection' });
      fake = await FakeOpenAi.start();
    });

    it('goes on with the second attempt alone when the server failed between the two', async () => {
      fake.chat.next({ kind: 'refusal' }, { kind: 'server_error' });
      expect(await failureOf()).toMatchObject({ kind: 'retry', reason: 'server_error' });
      const outcome = await ask();
      expect(outcome.kind).toBe('judged');
      expect(fake.chat.requests.map((request) => request.behaviour)).toEqual(['refusal', 'server_error', 'ok']);
    });

    it('throws the reason of a caller who has given up', async () => {
      const stopped = new Error('The worker is going away');
      await expect(judge().judge(judgeCall(), AbortSignal.abort(stopped))).rejects.toBe(stopped);
      expect(fake.chat.requests).toHaveLength(0);
    });
  });

  it('sends no key of its own where a server needs none, and reports the refusal of one that does', async () => {
    const failure = await failureOf({ endpoint: { baseUrl: fake.baseUrl, apiKey: null } });
    expect(failure).toMatchObject({ kind: 'park', reason: 'invalid_key' });
    expect(fake.chat.requests[0]!.headers.authorization).toBe('Bearer none');
  });
});
