import type { StoredTranscription, TranscriptionStore } from '../src/transcription/stored-transcription.js';

/** Keeps replies as the service's table does: the first row of an input hash stays. */
export class InMemoryTranscriptionStore implements TranscriptionStore {
  readonly rows = new Map<string, StoredTranscription>();

  async find(inputHash: string): Promise<StoredTranscription | null> {
    return this.rows.get(inputHash) ?? null;
  }

  async save(transcription: StoredTranscription): Promise<StoredTranscription> {
    const stored = this.rows.get(transcription.inputHash) ?? structuredClone(transcription);
    this.rows.set(transcription.inputHash, stored);
    return stored;
  }
}
