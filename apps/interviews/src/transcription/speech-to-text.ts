/** One spoken word. Times are seconds from the start of the recording. */
export interface TranscriptWord {
  word: string;
  start: number;
  end: number;
  /** Probability between 0 and 1 as far as the engine gives one, otherwise null. */
  confidence: number | null;
}

/** A stretch of speech between two pauses. `n` counts from 1 without gaps. */
export interface TranscriptSegment {
  n: number;
  text: string;
  startSeconds: number;
  endSeconds: number;
  words: TranscriptWord[];
}

/** What an engine heard. Silence is a draft without segments, never an error. */
export interface TranscriptDraft {
  engine: string;
  model: string;
  version: string;
  /** The language that was asked for, BCP 47. */
  language: string;
  segments: TranscriptSegment[];
  /** Millionths of a US dollar; null where the price is unknown, absent where the engine runs on our own machine. */
  costMicroUsd?: number | null;
}

export interface TranscribeRequest {
  /** Id of the interview that the recording belongs to; it reaches no server. */
  subject: string;
  /** A file on disk: 16 kHz mono wav, or Ogg Opus. */
  path: string;
  /** BCP 47; the primary subtag must be among the engine's `languages`. */
  language: string;
  durationSeconds: number;
  signal: AbortSignal;
}

/**
 * Turns one recording into words with their times. Engine, model, version and language are stored with every transcript.
 *
 * `transcribe` throws a `ModelCallError` that says whether the work may be repeated or has to wait for a person, and the
 * signal's reason where the caller gave up.
 */
export interface SpeechToText {
  readonly engine: string;
  readonly model: string;
  readonly version: string;
  /** Primary language subtags (ISO 639-1) that the engine transcribes well enough to be judged by. */
  readonly languages: ReadonlySet<string>;
  transcribe(request: TranscribeRequest): Promise<TranscriptDraft>;
}

/** Injection token of the engine that this installation runs. */
export const SPEECH_TO_TEXT = Symbol('speech-to-text');

/** The part of a BCP 47 tag that engines know: `pt` of `pt-BR`. */
export function primarySubtag(language: string): string {
  return language.split('-')[0]!.toLowerCase();
}
