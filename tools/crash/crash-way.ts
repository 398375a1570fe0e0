import type { Invariant } from './invariant.js';

/** What can be counted at the end of a case, from the platform's side unless said otherwise. */
export interface WayCounts {
  /** Takes, as their clients were told. */
  acknowledged: number;
  /** Of these: transcribed or rejected. */
  final: number;
  scorecards: number;
  /** Answered by a model, and of these stored by the platform. */
  modelCalls: number;
  modelReplies: number;
  /** Documents with a seal. */
  seals: number;
  /** In the bank's book. */
  transfers: number;
  /** Events that came by webhook, and how many of the calls were repeats. */
  webhooks: number;
  repeats: number;
}

export const nothingCounted: WayCounts = {
  ...{ acknowledged: 0, final: 0, scorecards: 0, modelCalls: 0, modelReplies: 0, seals: 0, transfers: 0 },
  ...{ webhooks: 0, repeats: 0 },
};

/** A way through the platform that a fault interrupts at one of its steps. */
export interface CrashWay {
  /** From its first request to the place of the fault, at most. */
  readonly reachWithinMs: number;
  /** Everybody on it, each until they are through. */
  walk(): Promise<void>[];
  /** Beside those that hold on every way. */
  invariants(): Invariant[];
  counts(): Promise<WayCounts>;
  /** Leaves nothing open behind the case. */
  close(): Promise<void>;
}
