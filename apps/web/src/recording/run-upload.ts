import { type DetailedError, Upload } from 'tus-js-client';
import { ApiProblem, type Problem } from '../api/api-problem.js';
import type { ByteLog } from './byte-log.js';

const mostBytesAtOnce = 1024 * 1024;
/** Between two requests while there is little to send: one every slice would cost more than it carries. */
const leastPauseMs = 1_000;
const retryDelaysMs = [0, 250, 500, 1_000, 2_000, 4_000];
/** When the tries are used up: again after a while, or as soon as the browser is online. */
const restMs = 3_000;
/** A request on a dead connection may hang for minutes; one that moves may take as long as it needs. */
const stallMs = 15_000;

export interface UploadWatcher {
  /** Bytes that the server has confirmed. */
  accepted(bytes: number): void;
  /** A request got no answer, or one that says to come back later. */
  unanswered(): void;
}

/** Sends one run while it is recorded, and goes on where the server is after any interruption. */
export class RunUpload {
  private readonly upload: Upload;
  private stall: ReturnType<typeof setTimeout> | undefined;
  private isStopped = false;
  /** Id of the upload, once the server has all of it. @throws Error where the server refuses it for good */
  readonly finished: Promise<string>;
  private settle!: { resolve: (uploadId: string) => void; reject: (error: Error) => void };

  constructor(
    private readonly log: ByteLog,
    private readonly watcher: UploadWatcher,
  ) {
    this.finished = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.finished.catch(() => undefined);
    this.upload = this.create();
    this.upload.start();
  }

  /** This page gives up on it; another one goes on. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.stall);
    void this.upload.abort();
  }

  private create(): Upload {
    const { log } = this;
    const { uploadUrl, takeId, segment, mimeType } = log.run;
    const upload: Upload = new Upload(log as never, {
      endpoint: uploadUrl === null ? '/v1/uploads' : null,
      uploadUrl,
      uploadLengthDeferred: true,
      chunkSize: mostBytesAtOnce,
      retryDelays: retryDelaysMs,
      storeFingerprintForResuming: false,
      metadata: { takeId, segment: String(segment), filetype: mimeType.split(';')[0] ?? mimeType },
      fileReader: { openFile: async () => sourceOf(log) } as never,
      fingerprint: async () => null as never,
      onBeforeRequest: (request) => this.watchForStall(request.getUnderlyingObject() as XMLHttpRequest),
      onAfterResponse: () => clearTimeout(this.stall),
      onUploadUrlAvailable: () => this.keepTo(upload.url!),
      onChunkComplete: (_bytes, accepted) => this.watcher.accepted(accepted),
      onShouldRetry: (error) => {
        this.takeUpExisting(error);
        if (isAway(statusOf(error))) this.watcher.unanswered();
        return mayPass(statusOf(error));
      },
      onSuccess: () => {
        clearTimeout(this.stall);
        this.watcher.accepted(log.run.bytes);
        this.settle.resolve(upload.url!.split('/').at(-1)!);
      },
      onError: (error) => this.rest(error),
    });
    return upload;
  }

  /** From here on it is only ever continued: a server that is away must not make it begin another one. */
  private keepTo(url: string): void {
    this.upload.url = url;
    this.upload.options.endpoint = null;
    void this.log.keepUploadUrl(url);
  }

  /** A page that died before it had written down where its upload is finds it again by asking for another one. */
  private takeUpExisting(error: DetailedError): void {
    const location = error.originalResponse?.getHeader('Location');
    if (statusOf(error) === 409 && error.originalRequest.getMethod() === 'POST' && location) this.keepTo(location);
  }

  private rest(error: Error): void {
    clearTimeout(this.stall);
    if (this.isStopped) return;
    if (!mayPass(statusOf(error))) {
      this.settle.reject(refusalOf(error as DetailedError));
      return;
    }
    const again = () => {
      clearTimeout(timer);
      removeEventListener('online', again);
      if (!this.isStopped) this.upload.start();
    };
    const timer = setTimeout(again, restMs);
    addEventListener('online', again);
  }

  private watchForStall(request: XMLHttpRequest): void {
    const restart = () => {
      clearTimeout(this.stall);
      this.stall = setTimeout(() => {
        if (this.isStopped) return;
        this.watcher.unanswered();
        void this.upload.abort().then(() => {
          if (!this.isStopped) this.upload.start();
        });
      }, stallMs);
    };
    restart();
    request.upload.addEventListener('progress', restart);
  }
}

/** What the server says of it, in the form of all its refusals. */
function refusalOf({ originalResponse }: DetailedError): ApiProblem {
  const reference = originalResponse?.getHeader('X-Request-Id');
  return new ApiProblem(
    originalResponse?.getStatus() ?? 0,
    problemIn(originalResponse?.getBody() ?? ''),
    new Headers(reference ? { 'x-request-id': reference } : {}),
  );
}

function problemIn(body: string): Partial<Problem> {
  try {
    return JSON.parse(body) as Partial<Problem>;
  } catch {
    return {};
  }
}

/** Status 0 is no answer at all. */
function statusOf(error: Error): number {
  return (error as DetailedError).originalResponse?.getStatus() ?? 0;
}

const isAway = (status: number): boolean => status === 0 || status >= 500;

function mayPass(status: number): boolean {
  return isAway(status) || status === 409 || status === 423 || status === 429;
}

/**
 * What tus reads from. It gives what there is instead of waiting for a whole chunk, so that bytes leave this device within a second or
 * two, and says `done` with the last byte alone.
 */
function sourceOf(log: ByteLog) {
  let lastAt = 0;
  return {
    size: null,
    close() {},
    async slice(start: number, end: number): Promise<{ value: Blob | null; done: boolean }> {
      await log.moreThan(start);
      const pauseMs = leastPauseMs - (performance.now() - lastAt);
      const isFull = log.run.isClosed || log.run.bytes - start >= mostBytesAtOnce;
      if (pauseMs > 0 && !isFull) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      lastAt = performance.now();
      const to = Math.min(end, log.run.bytes);
      const done = log.run.isClosed && to === log.run.bytes;
      return { value: to <= start ? null : await log.read(start, to), done };
    },
  };
}
