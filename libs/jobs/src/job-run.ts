import type { Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import type { Logger } from '@guildhall/observability';

/** One attempt at one job, as its handler sees it. Heartbeats are sent for it as long as the handler runs. */
export interface JobRun {
  /** `job_…` */
  readonly id: string;
  /** From 1; grows with every attempt and never repeats. */
  readonly attempt: number;
  /** Aborted when the definition's `timeoutMs` is over, the process stops, or the job was given to another worker. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly context: CallContext;
  /**
   * The fence: marks the job done in the transaction of its effects, so that both commit or neither. Call it before the effects
   * where they are many; it waits for whoever is just taking the job away.
   * @throws StaleJobRun where this attempt no longer owns the job; let it pass, so that the transaction rolls back.
   */
  finish(tx: Tx): Promise<void>;
}

export type JobHandler = (payload: object, run: JobRun) => Promise<void>;
