import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Clock } from '@guildhall/clock';
import { AppError } from '@guildhall/errors';
import { type OpenAI, toFile } from 'openai';
import { ModelCallError } from '../model-client/model-failure.js';
import { audioCostMicroUsd, type PriceTable } from '../model-client/model-prices.js';
import { callModel, type ModelEndpoint, openAiClient } from '../model-client/openai-client.js';
import { sha256 } from '../model-client/sha256.js';
import type { AudioPart, AudioSplitter } from './audio-splitter.js';
import { readTranscription } from './openai-transcription-reply.js';
import { primarySubtag, type SpeechToText, type TranscribeRequest, type TranscriptDraft } from './speech-to-text.js';
import { whisperLanguages } from './whisper-languages.js';

export interface OpenAiSpeechToTextOptions {
  endpoint: ModelEndpoint;
  /** A model that answers `verbose_json` with word times: `whisper-1`, or a self-hosted Whisper. */
  model: string;
  prices: PriceTable;
  splitter: AudioSplitter;
  clock: Clock;
  /** For one part of at most 25 MiB, from the first byte sent to the last byte read. */
  deadlineMs: number;
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

  constructor(private readonly options: OpenAiSpeechToTextOptions) {
    this.client = openAiClient(options.endpoint);
    this.model = options.model;
    this.version = `${options.model}@${new URL(options.endpoint.baseUrl).host}`;
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
      costMicroUsd: audioCostMicroUsd(this.options.prices, this.model, request.durationSeconds),
    };
    // One after the other: the rate limit is shared, and a failed part ends the work early.
    for (const part of await this.partsOf(request)) {
      const { segments, apiVersion } = await this.transcribePart(part, request);
      if (apiVersion) draft.version = `${this.version} ${apiVersion}`;
      for (const segment of segments) draft.segments.push({ n: draft.segments.length + 1, ...segment });
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

  private async transcribePart(part: AudioPart, { language, signal }: TranscribeRequest) {
    const bytes = await readFile(part.path);
    const spoken = primarySubtag(language);
    const extension = extname(part.path);
    // The name says the format to the server; ours would say whose voice it is.
    const file = await toFile(bytes, `answer${extension}`, { type: mediaTypes[extension] ?? 'audio/wav' });
    const reply = await callModel(
      (options) =>
        this.client.audio.transcriptions.create(
          {
            file,
            model: this.model,
            language: spoken,
            response_format: 'verbose_json',
            timestamp_granularities: ['word', 'segment'],
            temperature: 0,
          },
          options,
        ),
      {
        signal,
        deadlineMs: this.options.deadlineMs,
        idempotencyKey: sha256(`transcription ${this.model} ${spoken} ${sha256(bytes)}`),
        clock: this.options.clock,
      },
    );
    return { segments: readTranscription(reply.body, part), apiVersion: reply.headers.get('openai-version') };
  }
}

function tooLarge(detail: string): ModelCallError {
  return new ModelCallError({ kind: 'park', reason: 'audio_too_large', detail });
}
