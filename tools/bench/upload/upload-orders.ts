/** What the process that makes the load is told by the one that measures. */
export type LoadOrder =
  | { order: 'record'; url: string; takes: OpenTake[]; patches: number; patchEveryMs: number; patchBytes: number }
  | { order: 'send'; url: string; take: OpenTake; bytes: number }
  | { order: 'send-plainly'; url: string; bytes: number };

/** A take that waits for its recording, and the session of its applicant. */
export interface OpenTake {
  token: string;
  takeId: string;
}

/** What it answers. */
export type LoadReport =
  | { report: 'ready' }
  /** Everybody has sent some PATCHes. */
  | { report: 'warm' }
  | {
      report: 'recorded';
      recordings: SentRecording[];
      /** Until all of them, who began in the same moment, had an upload. */
      openMs: number;
      patchMs: number[];
      latePatches: number;
      resumed: number;
    }
  | { report: 'sent'; timing: SendTiming }
  | { report: 'failed'; reason: string };

/** One whole recording, as its sender knows it. */
export interface SentRecording {
  takeId: string;
  uploadId: string;
  bytes: number;
  sha256: string;
  /** Status of a completion that names another SHA-256, and of the right one. */
  refusedWith: number;
  completedWith: number;
}

export interface SendTiming {
  /** Until the last byte was taken in. */
  receivedMs: number;
  /** Until it was acknowledged: on the disk, and for a take compared with its SHA-256. */
  acknowledgedMs: number;
}
