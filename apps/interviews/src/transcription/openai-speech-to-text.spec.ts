import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@guildhall/clock';
import { type FakeBehaviour, FakeOpenAi, type TranscriptionRequest } from '@guildhall/testing';
import { InMemoryTranscriptionStore } from '../../test/in-memory-transcription-store.js';
import { unlimitedSpending } from '../../test/unlimited-spending.js';
import { ModelCallError, type ModelFailure } from '../model-client/model-failure.js';
import { listPrices } from '../model-client/model-prices.js';
import type { AudioSplitter } from './audio-splitter.js';
import { OpenAiSpeechToText, type OpenAiSpeechToTextOptions } from './openai-speech-to-text.js';

const heard = {
  task: 'transcribe',
  language: 'english',
  duration: 4.2,
  text: 'I check every number. Then I ask.',
  segments: [
    { id: 0, start: 0, end: 2.1, text: ' I check every number.', avg_logprob: -0.1, no_speech_prob: 0.01 },
    { id: 1, start: 2.0, end: 4.2, text: ' Then I ask.', avg_logprob: -0.5, no_speech_prob: 0.01 },
  ],
  words: [
    { word: 'I', start: 0, end: 0.3 },
    { word: 'check', start: 0.3, end: 0.8 },
    { word: 'every', start: 0.8, end: 1.2 },
    { word: 'number', start: 1.2, end: 2.3 },
    { word: 'Then', start: 1.9, end: 2.6 },
    { word: 'I', start: 2.6, end: 2.9 },
    { word: 'ask', start: 2.9, end: 4.2 },
  ],
};

const neverSplits: AudioSplitter = {
  split: async () => {
    throw new Error('A small file is not split');
  },
};

describe('OpenAiSpeechToText', () => {
  let fake: FakeOpenAi;
  let directory: string;
  let path: string;
  let store: InMemoryTranscriptionStore;

  beforeEach(async () => {
    fake = await FakeOpenAi.start();
    store = new InMemoryTranscriptionStore();
    fake.transcriptions.answer = () => heard;
    directory = await mkdtemp(join(tmpdir(), 'guildhall-stt-'));
    path = join(directory, 'answer.wav');
    await writeFile(path, 'RIFF of four seconds');
  });

  afterEach(async () => {
    await fake.close();
    await rm(directory, { recursive: true });
  });

  function adapter(options: Partial<OpenAiSpeechToTextOptions> = {}): OpenAiSpeechToText {
    return new OpenAiSpeechToText({
      endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey },
      model: 'whisper-1',
      prices: listPrices,
      splitter: neverSplits,
      store,
      spending: unlimitedSpending,
      newCallId: () => `mdl_${store.rows.size}`,
      clock: systemClock,
      deadlineMs: 2_000,
      ...options,
    });
  }

  const transcribe = (options: Partial<OpenAiSpeechToTextOptions> = {}, signal = new AbortController().signal) =>
    adapter(options).transcribe({ subject: 'int_1', path, language: 'en-GB', durationSeconds: 4.2, signal });

  async function failureAfter(
    behaviour: FakeBehaviour,
    options: Partial<OpenAiSpeechToTextOptions> = {},
  ): Promise<ModelFailure> {
    fake.transcriptions.always(behaviour);
    const thrown: unknown = await transcribe(options).catch((error: unknown) => error);
    if (!(thrown instanceof ModelCallError)) throw thrown;
    expect(fake.transcriptions.requests).toHaveLength(1);
    return thrown.failure;
  }

  it('asks for word and segment times in the language of the answer and sends the file under a neutral name', async () => {
    await transcribe();
    const [request] = fake.transcriptions.requests;
    const body: TranscriptionRequest = request!.body;
    expect(body.fields).toEqual({
      model: ['whisper-1'],
      language: ['en'],
      response_format: ['verbose_json'],
      'timestamp_granularities[]': ['word', 'segment'],
      temperature: ['0'],
    });
    expect(body.file).toMatchObject({
      name: 'answer.wav',
      type: 'audio/wav',
      bytes: Buffer.from('RIFF of four seconds'),
    });
    expect(request!.headers['idempotency-key']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('returns each segment with its own words, though the times of two segments overlap', async () => {
    const draft = await transcribe();
    expect(draft).toMatchObject({ engine: 'openai', model: 'whisper-1', language: 'en-GB', costMicroUsd: 420 });
    expect(draft.version).toBe(`whisper-1@${new URL(fake.baseUrl).host} 2020-10-01`);
    expect(
      draft.segments.map(({ n, text, startSeconds, endSeconds }) => ({ n, text, startSeconds, endSeconds })),
    ).toEqual([
      { n: 1, text: 'I check every number.', startSeconds: 0, endSeconds: 2.1 },
      { n: 2, text: 'Then I ask.', startSeconds: 2, endSeconds: 4.2 },
    ]);
    expect(draft.segments.map((segment) => segment.words.map((word) => word.word))).toEqual([
      ['I', 'check', 'every', 'number'],
      ['Then', 'I', 'ask'],
    ]);
    expect(draft.segments[0]!.words[1]).toEqual({ word: 'check', start: 0.3, end: 0.8, confidence: Math.exp(-0.1) });
  });

  it('deals words out by their times where they do not spell the text', async () => {
    fake.transcriptions.answer = () => ({
      ...heard,
      words: heard.words.map((word) => ({ ...word, word: `${word.word}e` })),
    });
    const draft = await transcribe();
    expect(draft.segments.map((segment) => segment.words.length)).toEqual([4, 3]);
  });

  it('keeps the reply before it makes anything of it, and answers the same part of the same interview from there', async () => {
    const first = await transcribe();
    expect([...store.rows.values()]).toMatchObject([
      { subject: 'int_1', model: 'whisper-1', language: 'en', durationSeconds: 4.2, costMicroUsd: 420 },
    ]);
    expect(await transcribe()).toEqual(first);
    expect(fake.transcriptions.requests).toHaveLength(1);
    const { signal } = new AbortController();
    await adapter().transcribe({ subject: 'int_2', path, language: 'en-GB', durationSeconds: 4.2, signal });
    expect(fake.transcriptions.requests).toHaveLength(2);
  });

  it('keeps no reply that cannot be read, and asks again', async () => {
    fake.transcriptions.next({ kind: 'wrong_schema', reply: { ...heard, text: null } });
    await expect(transcribe()).rejects.toThrow('unreadable_reply');
    expect(store.rows.size).toBe(0);
    expect((await transcribe()).segments).toHaveLength(2);
  });

  it('returns no segments for silence', async () => {
    fake.transcriptions.answer = () => ({ ...heard, text: '', segments: [], words: [] });
    expect((await transcribe()).segments).toEqual([]);
  });

  it('does not ask for a language that the engine cannot judge by', async () => {
    const { signal } = new AbortController();
    const request = { subject: 'int_1', path, language: 'ig', durationSeconds: 4.2, signal };
    await expect(adapter().transcribe(request)).rejects.toMatchObject({ code: 'unsupported_language' });
    expect(fake.transcriptions.requests).toHaveLength(0);
  });

  it('splits what is over the size limit, asks part by part and moves the times', async () => {
    const splitter: AudioSplitter = {
      split: async ({ largestPartBytes }) => {
        expect(largestPartBytes).toBe(12);
        const parts = ['RIFF of', 'four seconds'];
        return Promise.all(
          parts.map(async (bytes, index) => {
            const part = join(directory, `part-${index}.wav`);
            await writeFile(part, bytes);
            return { path: part, offsetSeconds: index * 4.5, durationSeconds: 4.5 };
          }),
        );
      },
    };
    const draft = await transcribe({ splitter, largestFileBytes: 12 });
    expect(fake.transcriptions.requests.map((each) => each.body.file.bytes.toString())).toEqual([
      'RIFF of',
      'four seconds',
    ]);
    expect(draft.segments.map(({ n, startSeconds }) => [n, startSeconds])).toEqual([
      [1, 0],
      [2, 2],
      [3, 4.5],
      [4, 6.5],
    ]);
    expect(draft.segments[3]!.words[2]).toMatchObject({ word: 'ask', start: 7.4, end: 8.7 });
  });

  it('sends nothing when a part is still over the limit', async () => {
    const splitter: AudioSplitter = { split: async () => [{ path, offsetSeconds: 0, durationSeconds: 4.2 }] };
    await expect(transcribe({ splitter, largestFileBytes: 12 })).rejects.toMatchObject({
      failure: { kind: 'park', reason: 'audio_too_large' },
    });
    expect(fake.transcriptions.requests).toHaveLength(0);
  });

  it.each<[string, FakeBehaviour, Partial<ModelFailure>]>([
    [
      '429 with Retry-After',
      { kind: 'rate_limited', retryAfter: '7' },
      { kind: 'retry', reason: 'rate_limited', afterMs: 7_000, countsAsAttempt: false },
    ],
    ['429 for an empty account', { kind: 'insufficient_quota' }, { kind: 'park', reason: 'insufficient_quota' }],
    ['a wrong key', { kind: 'invalid_key' }, { kind: 'park', reason: 'invalid_key' }],
    ['a model that does not exist', { kind: 'model_not_found' }, { kind: 'park', reason: 'model_not_found' }],
    ['a parameter that the model does not know', { kind: 'bad_request' }, { kind: 'park', reason: 'request_refused' }],
    ['500', { kind: 'server_error' }, { kind: 'retry', reason: 'server_error', countsAsAttempt: true }],
    ['HTML with 200', { kind: 'html' }, { kind: 'retry', reason: 'unreadable_reply' }],
    ['an error with 200', { kind: 'error_with_200' }, { kind: 'retry', reason: 'unreadable_reply' }],
    ['truncated JSON', { kind: 'truncated_json' }, { kind: 'retry', reason: 'unreadable_reply' }],
    [
      'a reply without an end',
      { kind: 'oversized', bytes: 5 * 1024 * 1024 },
      { kind: 'retry', reason: 'unreadable_reply' },
    ],
    [
      'a connection reset before the reply',
      { kind: 'connection_reset', at: 'request' },
      { kind: 'retry', reason: 'connection' },
    ],
    [
      'a connection reset in the reply',
      { kind: 'connection_reset', at: 'body' },
      { kind: 'retry', reason: 'connection' },
    ],
    ['a list instead of an object', { kind: 'wrong_schema', reply: [] }, { kind: 'retry', reason: 'unreadable_reply' }],
    [
      'a reply without text',
      { kind: 'wrong_schema', reply: { ...heard, text: null } },
      { kind: 'retry', reason: 'unreadable_reply' },
    ],
    [
      'times past the end',
      { kind: 'wrong_schema', reply: { ...heard, words: [{ word: 'I', start: 90, end: 91 }] } },
      { kind: 'retry', reason: 'unreadable_reply' },
    ],
    [
      'times that are no numbers',
      { kind: 'wrong_schema', reply: { ...heard, words: [{ word: 'I', start: 'x', end: 1 }] } },
      { kind: 'retry', reason: 'unreadable_reply' },
    ],
    [
      'a server without word times',
      { kind: 'wrong_schema', reply: { ...heard, words: undefined } },
      { kind: 'park', reason: 'word_times_missing' },
    ],
  ])('answers %s with what has to happen next and asks once', async (_, behaviour, expected) => {
    expect(await failureAfter(behaviour)).toMatchObject(expected);
  });

  it.each<[string, FakeBehaviour]>([
    ['hangs', { kind: 'hang' }],
    ['drips', { kind: 'drip', everyMs: 10 }],
  ])('gives up at the deadline on a server that %s', async (_, behaviour) => {
    const startedMs = performance.now();
    expect(await failureAfter(behaviour, { deadlineMs: 200 })).toMatchObject({ kind: 'retry', reason: 'timeout' });
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });

  it('throws the reason of the caller who gives up, in the middle of a reply too', async () => {
    fake.transcriptions.always({ kind: 'drip', everyMs: 10 });
    const stopped = new Error('The worker is going away');
    await expect(
      transcribe(
        {},
        abortedWhen(() => fake.transcriptions.requests.length === 1, stopped),
      ),
    ).rejects.toBe(stopped);
  });
});

/** A signal that fires as soon as the condition holds. */
function abortedWhen(condition: () => boolean, reason: Error): AbortSignal {
  const controller = new AbortController();
  const timer = setInterval(() => {
    if (!condition()) return;
    clearInterval(timer);
    controller.abort(reason);
  }, 5);
  return controller.signal;
}
