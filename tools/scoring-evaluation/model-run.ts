import type { ModelCallRecord, ModelCallStore } from '../../apps/interviews/src/scoring/judge/model-call-record.js';
import type { Bought, Purchase, SpendingLimit } from '../../apps/interviews/src/spending/spending-limit.js';

/** Replies of one run. They are gone with it: an evaluation has no interview that they could be kept with. */
export class RepliesOfRun implements ModelCallStore {
  private readonly rows = new Map<string, ModelCallRecord>();

  async find(inputHash: string): Promise<ModelCallRecord | null> {
    return this.rows.get(inputHash) ?? null;
  }

  async save(record: ModelCallRecord): Promise<ModelCallRecord> {
    const stored = this.rows.get(record.inputHash) ?? record;
    this.rows.set(record.inputHash, stored);
    return stored;
  }
}

/** Bounds what one run may cost, in millionths of a US dollar. */
export class RunBudget implements SpendingLimit {
  private reservedMicroUsd = 0;

  constructor(private readonly capMicroUsd: number) {}

  get spentMicroUsd(): number {
    return this.reservedMicroUsd;
  }

  /** @throws Error at the cap: a run does not wait for the next day. */
  async spend<T>({ estimateMicroUsd }: Purchase, call: () => Promise<Bought<T>>): Promise<T> {
    if (this.reservedMicroUsd + estimateMicroUsd > this.capMicroUsd) {
      throw new Error(
        `The run has cost ${this.reservedMicroUsd} µ$ of AI_DAILY_CAP_MICROS=${this.capMicroUsd}; the next call may not fit.`,
      );
    }
    this.reservedMicroUsd += estimateMicroUsd;
    try {
      const { value, costMicroUsd } = await call();
      this.reservedMicroUsd += (costMicroUsd ?? estimateMicroUsd) - estimateMicroUsd;
      return value;
    } catch (error) {
      this.reservedMicroUsd -= estimateMicroUsd;
      throw error;
    }
  }
}
