import type { ByteLog } from './byte-log.js';

/** What is lost when everything breaks at once is at most what one slice holds. */
const sliceMs = 250;
const bitsPerSecond = { videoBitsPerSecond: 1_000_000, audioBitsPerSecond: 64_000 };
const formats = ['video/webm;codecs=vp9,opus', 'video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'];

export type RecorderFault = 'camera_lost' | 'microphone_lost' | 'recorder_failed' | 'storage_full';

/** The first format that this browser records in; null where it records in none that is known. */
export function recordingFormat(): string | null {
  if (typeof MediaRecorder === 'undefined') return null;
  return formats.find((format) => MediaRecorder.isTypeSupported(format)) ?? null;
}

/** One run of the browser's recorder into a log. */
export class RecorderRun {
  private readonly recorder: MediaRecorder;
  private written: Promise<void> = Promise.resolve();
  private startedAt = performance.now();
  private readonly ended: Promise<void>;
  private hasFault = false;

  constructor(
    stream: MediaStream,
    private readonly log: ByteLog,
    private readonly onFault: (fault: RecorderFault) => void,
  ) {
    this.recorder = new MediaRecorder(stream, { mimeType: log.run.mimeType, ...bitsPerSecond });
    this.recorder.addEventListener('start', () => {
      this.startedAt = performance.now();
    });
    this.recorder.addEventListener('dataavailable', ({ data }) => this.keep(data));
    this.recorder.addEventListener('error', () => this.fail('recorder_failed'));
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => this.fail(track.kind === 'video' ? 'camera_lost' : 'microphone_lost'));
    }
    this.ended = new Promise((resolve) => this.recorder.addEventListener('stop', () => resolve()));
    this.recorder.start(sliceMs);
    document.addEventListener('visibilitychange', this.flush);
    addEventListener('pagehide', this.flush);
  }

  get seconds(): number {
    return this.recorder.state === 'recording' ? (performance.now() - this.startedAt) / 1000 : this.log.seconds;
  }

  /** Ends the run; the log is complete and closed then. */
  async stop(): Promise<void> {
    document.removeEventListener('visibilitychange', this.flush);
    removeEventListener('pagehide', this.flush);
    if (this.recorder.state !== 'inactive') {
      this.recorder.stop();
      await this.ended;
    }
    await this.written;
    await this.log.close();
  }

  /** A page that is put aside may not come back: what the recorder still holds is kept now. */
  private readonly flush = () => {
    if (this.recorder.state === 'recording') this.recorder.requestData();
  };

  private keep(slice: Blob): void {
    const seconds = (performance.now() - this.startedAt) / 1000;
    this.written = this.written
      .then(() => this.log.append(slice, seconds))
      .catch((error: unknown) => {
        const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
        this.fail(isFull ? 'storage_full' : 'recorder_failed');
      });
  }

  private fail(fault: RecorderFault): void {
    if (this.hasFault) return;
    this.hasFault = true;
    this.onFault(fault);
  }
}
