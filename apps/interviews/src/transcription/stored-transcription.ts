/** A server's reply to one part of a recording, as it came. */
export interface StoredTranscription {
  id: string;
  /** Unique. A part whose hash has a row is answered from the row. */
  inputHash: string;
  /** Id of the interview; it reaches no server. */
  subject: string;
  host: string;
  model: string;
  /** Primary subtag. */
  language: string;
  /** SHA-256, hex, of the audio that was sent. */
  audioSha256: string;
  durationSeconds: number;
  /** What the server says of its version, where it does. */
  apiVersion: string | null;
  /** Null where the price is unknown. */
  costMicroUsd: number | null;
  pricesAsOf: string;
  /** The reply's body: personal data, erased with the transcript. */
  rawBody: string;
  /** ISO 8601. */
  requestedAt: string;
  latencyMs: number;
}

/** Where replies are kept before anything is made of them, so that nobody pays twice for hearing the same. */
export interface TranscriptionStore {
  find(inputHash: string): Promise<StoredTranscription | null>;
  /** Stores the row unless its `inputHash` has one, and returns the one that is stored: of two workers the first wins. */
  save(transcription: StoredTranscription): Promise<StoredTranscription>;
}
