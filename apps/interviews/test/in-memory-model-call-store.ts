import type { ModelCallRecord, ModelCallStore } from '../src/scoring/judge/model-call-record.js';

/** Keeps replies as the service's table does: the first row of an input hash stays. */
export class InMemoryModelCallStore implements ModelCallStore {
  readonly rows = new Map<string, ModelCallRecord>();

  async find(inputHash: string): Promise<ModelCallRecord | null> {
    return this.rows.get(inputHash) ?? null;
  }

  async save(record: ModelCallRecord): Promise<ModelCallRecord> {
    const stored = this.rows.get(record.inputHash) ?? structuredClone(record);
    this.rows.set(record.inputHash, stored);
    return stored;
  }
}
