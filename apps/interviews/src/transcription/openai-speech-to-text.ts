import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Clock } from '@guildhall/clock';
import { AppError } from '@guildhall/errors';
import { type OpenAI, toFile } from 'openai';
import { ModelCallError } from '../model-client/model-failure.js';
import { audioCostMicroUsd, audioEstimateMicroUsd, type PriceTable } from '../model-client/model-prices.js';
import { callModel, type ModelEndpoint, type ModelReply, openAiClient } from '../model-client/openai-client.js';
import { sha256 } from '../model-client/sha256.js';
import type { SpendingLimit } from '../spending/spending-limit.js';
import type { AudioPart, AudioSplitter } from './audio-splitter.js';
import { readTranscription } from './openai-transcription-reply.js';
import { primarySubtag, type SpeechToText, type TranscribeRequest, type TranscriptDraft } from './speech-to-text.js';
import type { StoredTranscription, TranscriptionStore } from './stored-transcription.js';
import { whisperLanguages } from './whisper-languages.js';

export interface OpenAiSpeechToTextOptions {
  endpoint: ModelEndpoint;
  /** A model that answers `verbose_json` with word times: `whisper-1`, or a self-hosted Whisper. */
  model: string;
  prices: PriceTable;
  splitter: AudioSplitter;
  store: TranscriptionStore;
  spending: SpendingLimit;
  clock: Clock;
  /** For one part of at most 25 MiB, from the first byte sent to the last byte read. */
  deadlineMs: number;
  newCallId: () => string;
  languages?: ReadonlySet<string>;
  /** The vendor's limit is 25 MiB; a self-hosted server may have another. */
  largestFileBytes?: number;
}

const vendorsLargestFileBytes = 25 * 1024 * 1024;
const mostParts = 32;
const mediaTypes: Record<string, string> = { '.wav': 'audio/wav', '.ogg': 'audio/ogg' };

/** Transcribes by `POST /audio/transcriptions` of any server that speaks OpenAI's API. */
export class OpenAiSpeechToText implements SpeechToText {
  readonly engine = 'openai';
  readonly model: string;
  /** The API names no version of an undated model; the draft carries the API's own version where the server sends it. */
  readonly version: string;
  readonly languages: ReadonlySet<string>;
  private readonly client: OpenAI;
  private readonly host: string;

  constructor(private readonly options: OpenAiSpeechToTextOptions) {
    this.client = openAiClient(options.endpoint);
    this.model = options.model;
    this.host = new URL(options.endpoint.baseUrl).host;
    this.version = `${options.model}@${this.host}`;
    this.languages = options.languages ?? whisperLanguages;
  }

  async transcribe(request: TranscribeRequest): Promise<TranscriptDraft> {
    if (!this.languages.has(primarySubtag(request.language))) {
      throw new AppError('unsupported_language', `${this.model} does not transcribe ${request.language}.`);
    }
    const draft: TranscriptDraft = {
      engine: this.engine,
      model: this.model,
      version: this.version,
      language: request.language,
      segments: [],
      costMicroUsd: 0,
    };
    // One after the other: the rate limit is shared, and a failed part ends the work early.
    for (const part of await this.partsOf(request)) {
      const heard = await this.storedReply(part, request);
      if (heard.apiVersion) draft.version = `${this.version} ${heard.apiVersion}`;
      draft.costMicroUsd = sumOf(draft.costMicroUsd, heard.costMicroUsd);
      // Derived from the stored row, so that a repeat reads what the first run read.
      for (const segment of readTranscription(JSON.parse(heard.rawBody), part)) {
        draft.segments.push({ n: draft.segments.length + 1, ...segment });
      }
    }
    return draft;
  }

  private async partsOf({ path, durationSeconds, signal }: TranscribeRequest): Promise<AudioPart[]> {
    const largestPartBytes = this.options.largestFileBytes ?? vendorsLargestFileBytes;
    const { size } = await stat(path);
    if (size <= largestPartBytes) return [{ path, offsetSeconds: 0, durationSeconds }];
    const parts = await this.options.splitter.split({ path, durationSeconds, largestPartBytes, signal });
    if (parts.length > mostParts) throw tooLarge(`${size} bytes make ${parts.length} parts, over ${mostParts}`);
    for (const part of parts) {
      const bytes = (await stat(part.path)).size;
      if (bytes > largestPartBytes) throw tooLarge(`A part has ${bytes} bytes, over ${largestPartBytes}`);
    }
    return parts;
  }

  private async storedReply(part: AudioPart, request: TranscribeRequest): Promise<StoredTranscription> {
    const { model, options } = this;
    const { subject } = request;
    const language = primarySubtag(request.language);
    const bytes = await readFile(part.path);
    const audioSha256 = sha256(bytes);
    const inputHash = sha256(JSON.stringify([subject, audioSha256, language, this.host, model]));
    const stored = await options.store.find(inputHash);
    if (stored) return stored;
    const estimateMicroUsd = audioEstimateMicroUsd(options.prices, model, part.durationSeconds);
    return await options.spending.spend({ subject, purpose: 'transcription', estimateMicroUsd }, async () => {
      const requestedAt = options.clock.now().toISOString();
      const reply = await this.ask(part, { bytes, audioSha256, language, signal: request.signal });
      // What cannot be read is asked for again, so it must not be what a repeat finds.
      readTranscription(reply.body, part);
      const costMicroUsd = audioCostMicroUsd(options.prices, model, part.durationSeconds);
      const value = await options.store.save({
        id: options.newCallId(),
        ...{ inputHash, subject, model, language, audioSha256, costMicroUsd, requestedAt },
        host: this.host,
        durationSeconds: part.durationSeconds,
        apiVersion: reply.headers.get('openai-version'),
        pricesAsOf: options.prices.asOf,
        rawBody: reply.text,
        latencyMs: reply.latencyMs,
      });
      return { value, costMicroUsd };
    });
  }

  private async ask(
    part: AudioPart,
    spoken: { bytes: Buffer; audioSha256: string; language: string; signal: AbortSignal },
  ): Promise<ModelReply> {
    const { bytes, audioSha256, language, signal } = spoken;
    const extension = extname(part.path);
    // The name says the format to the server; ours would say whose voice it is.
    const file = await toFile(bytes, `answer${extension}`, { type: mediaTypes[extension] ?? 'audio/wav' });
    return await callModel(
      (options) =>
        this.client.audio.transcriptions.create(
          {
            file,
            model: this.model,
            language,
            response_format: 'verbose_json',
            timestamp_granularities: ['word', 'segment'],
            temperature: 0,
          },
          options,
        ),
      {
        signal,
        deadlineMs: this.options.deadlineMs,
        idempotencyKey: sha256(`transcription ${this.model} ${language} ${audioSha256}`),
        clock: this.options.clock,
      },
    );
  }
}

/** One unknown price makes the sum unknown. */
function sumOf(total: number | null | undefined, cost: number | null): number | null {
  return typeof total === 'number' && cost !== null ? total + cost : null;
}

function tooLarge(detail: string): ModelCallError {
  return new ModelCallError({ kind: 'park', reason: 'audio_too_large', detail });
}
