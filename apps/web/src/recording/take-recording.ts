import { ApiProblem, hasCode } from '../api/api-problem.js';
import { api, bodyOf } from '../api/client.js';
import type { Schemas } from '../api/queries.js';
import { ByteLog } from './byte-log.js';
import { type RecorderFault, RecorderRun, recordingFormat } from './recorder-run.js';
import { RunUpload } from './run-upload.js';
import { noteTakeBegunHere } from './takes-begun-here.js';

export interface TakeProgress {
  /** Of all runs together, by the recorder's clock. */
  recordedSeconds: number;
  /** Confirmed by the server, rounded down. */
  safeSeconds: number;
  /** False while the server does not answer, though the browser may believe that it has a network. */
  isAnswered: boolean;
}

interface Run {
  log: ByteLog;
  upload: RunUpload;
  accepted: number;
  isAnswered: boolean;
}

export interface TakeRecordingEvents {
  progressed(progress: TakeProgress): void;
  broke(fault: RecorderFault): void;
}

const completionPauseMs = 2_000;
/** A recorder gives its first bytes within half a second; one that has none after this has none at all. */
const firstBytesMs = 3_000;
/** States that end by themselves: the bytes are on their way, another completion runs, too many at once. */
const passingCodes = ['upload_incomplete', 'upload_locked', 'in_progress'];

/** One take: its runs of the recorder, their uploads, and the acknowledgement of all of it. */
export class TakeRecording {
  private readonly runs: Run[];
  private current: RecorderRun | null = null;
  private isAbandoned = false;
  /** What broke and was not told yet. The server takes a recording that breaks off in the middle only where it knows why. */
  private untold: Schemas['InterruptTakeBody']['kind'] | null = null;
  /** Read before the acknowledgement, after which this device keeps nothing. */
  private played: Blob | null = null;

  private constructor(
    readonly interviewId: string,
    readonly questionId: string,
    readonly takeId: string,
    logs: readonly ByteLog[],
    private readonly events: TakeRecordingEvents,
  ) {
    this.runs = logs.map((log) => this.send(log));
  }

  static async start(interviewId: string, questionId: string, events: TakeRecordingEvents): Promise<TakeRecording> {
    const path = { interviewId, questionId };
    const started = api.POST('/v1/interviews/{interviewId}/questions/{questionId}/takes', { params: { path } });
    const { id } = await bodyOf<Schemas['StartedTake']>(started as never);
    noteTakeBegunHere(interviewId, id);
    return new TakeRecording(interviewId, questionId, id, [], events);
  }

  /** Goes on with what an earlier page left behind; its runs are closed, whatever became of that page. */
  static async resume(logs: ByteLog[], events: TakeRecordingEvents): Promise<TakeRecording> {
    const { interviewId, questionId, takeId } = logs[0]!.run;
    const brokenOff = logs.filter(({ run }) => !run.isClosed);
    for (const log of brokenOff) await log.close();
    const resumed = new TakeRecording(interviewId, questionId, takeId, logs, events);
    if (brokenOff.length > 0) resumed.untold = 'page_lost';
    resumed.played = await resumed.lastRun();
    return resumed;
  }

  get progress(): TakeProgress {
    const sum = (of: (run: Run) => number) => this.runs.reduce((total, run) => total + of(run), 0);
    const running = this.current?.seconds ?? 0;
    const logged = sum(({ log }) => (log.run.isClosed || !this.current ? log.seconds : 0));
    return {
      recordedSeconds: logged + running,
      safeSeconds: sum(({ log, accepted }) => log.secondsWithin(accepted)),
      isAnswered: this.runs.every((run) => run.isAnswered),
    };
  }

  /** Another run, also behind one that broke off. */
  async record(stream: MediaStream): Promise<void> {
    const mimeType = recordingFormat();
    if (mimeType === null) throw new Error('This browser cannot record.');
    await this.dropEmptyRuns();
    const { interviewId, questionId, takeId } = this;
    const log = await ByteLog.create({ interviewId, questionId, takeId, segment: this.runs.length, mimeType });
    this.runs.push(this.send(log));
    this.current = new RecorderRun(stream, log, (fault) => this.events.broke(fault));
  }

  /** Until something of the run is kept, or nothing will come: what ends before that could not be sent. */
  async begun(): Promise<void> {
    const { log } = this.runs.at(-1) ?? {};
    if (!this.current || !log) return;
    await Promise.race([log.moreThan(0), new Promise((resolve) => setTimeout(resolve, firstBytesMs))]);
  }

  /** Nothing is there to be acknowledged. */
  get isEmpty(): boolean {
    return this.runs.every(({ log }) => log.run.bytes === 0);
  }

  async stop(): Promise<void> {
    const { current } = this;
    if (!current) return;
    await current.stop();
    this.current = null;
    this.played = await this.lastRun();
    this.tell();
  }

  /** The last part, to be played on this device; null where there is none. */
  get playback(): Blob | null {
    return this.played;
  }

  get parts(): number {
    return this.runs.length;
  }

  /**
   * Waits for every byte and has the take acknowledged: before that the recording is this device's to keep.
   * @throws ApiProblem where the server refuses it for good
   */
  async complete(): Promise<Schemas['Take']> {
    await this.dropEmptyRuns();
    const segments: { uploadId: string; bytes: number; sha256: string }[] = [];
    for (const { log, upload } of this.runs) {
      segments.push({ uploadId: await upload.finished, bytes: log.run.bytes, sha256: await log.sha256() });
    }
    await this.insistOn(() => this.tellInterruption());
    const params = { path: { takeId: this.takeId }, header: { 'Idempotency-Key': crypto.randomUUID() } };
    const complete = () => bodyOf(api.POST('/v1/takes/{takeId}/complete', { params, body: { segments } }));
    const take = await this.insistOn(complete);
    for (const { log } of this.runs) await log.forget();
    return take;
  }

  /** Nothing of it is wanted any more: the server forgets what is never completed. */
  async discard(): Promise<void> {
    await this.leave();
    for (const { log } of this.runs) await log.forget();
  }

  /** Another page goes on with it. */
  async leave(): Promise<void> {
    this.isAbandoned = true;
    await this.stop();
    for (const { upload } of this.runs) upload.stop();
  }

  /** A run that broke before its first byte is no segment: those are counted without a gap. */
  private async dropEmptyRuns(): Promise<void> {
    for (const run of this.runs.filter(({ log }) => log.run.bytes === 0)) {
      run.upload.stop();
      await run.log.forget();
      this.runs.splice(this.runs.indexOf(run), 1);
    }
  }

  private async lastRun(): Promise<Blob | null> {
    const { log } = this.runs.at(-1) ?? {};
    if (!log || log.run.bytes === 0) return null;
    return new Blob([await log.read(0, log.run.bytes)], { type: log.run.mimeType });
  }

  private send(log: ByteLog): Run {
    const run: Run = {
      log,
      accepted: 0,
      isAnswered: true,
      upload: new RunUpload(log, {
        accepted: (bytes) => {
          run.accepted = Math.max(run.accepted, bytes);
          run.isAnswered = true;
          this.tell();
        },
        unanswered: () => {
          run.isAnswered = false;
          this.tell();
        },
      }),
    };
    return run;
  }

  private tell(): void {
    this.events.progressed(this.progress);
  }

  /** Something broke: it costs no try, and the server is told so before it is asked to take the recording. */
  async interrupted(kind: Schemas['InterruptTakeBody']['kind']): Promise<void> {
    this.untold = kind;
    await this.tellInterruption().catch(() => undefined);
  }

  private async tellInterruption(): Promise<void> {
    if (this.untold === null) return;
    const params = { path: { takeId: this.takeId } };
    const atSeconds = Math.round(this.progress.recordedSeconds * 10) / 10;
    const told = api.POST('/v1/takes/{takeId}/interruptions', { params, body: { kind: this.untold, atSeconds } });
    await told.catch((error: unknown) => {
      // A take that is acknowledged already needs no reason any more.
      if (!hasCode(error, 'take_wrong_state')) throw error;
    });
    this.untold = null;
  }

  /** Until it has worked, or is refused for good. */
  private async insistOn<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (this.isAbandoned || !mayStillBeTaken(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, completionPauseMs));
      }
    }
  }
}

function mayStillBeTaken(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return true;
  return error.status >= 500 || error.status === 429 || passingCodes.includes(error.code);
}
