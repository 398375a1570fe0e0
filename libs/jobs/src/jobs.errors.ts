/**
 * Thrown by a handler that was told to come back later, for example by a vendor's `Retry-After`.
 *
 * Where it does not count as an attempt the job is still bounded: it is parked once its attempts have failed so for
 * `maxOutageMs` of the retry policy. With `holdsQueue` all other jobs of the queue wait as long, in every process: they would be
 * told the same.
 */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly countsAsAttempt: boolean;
  readonly holdsQueue: boolean;

  constructor(
    reason: string,
    readonly retryAfterMs: number,
    options: { countsAsAttempt?: boolean; holdsQueue?: boolean; cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause });
    this.countsAsAttempt = options.countsAsAttempt ?? false;
    this.holdsQueue = options.holdsQueue ?? false;
  }
}

/**
 * Thrown by a handler whose work may not go on before a moment of business time, for example before a new day's allowance.
 * It is no failure and counts as none; the reason stands in the waiting job. A job that is put off again and again is parked
 * once it is older than `maxPutOffMs` of the retry policy.
 */
export class PutOff extends Error {
  override readonly name = 'PutOff';

  constructor(
    reason: string,
    readonly until: Date,
    options: { cause?: unknown } = {},
  ) {
    super(reason, options);
  }
}

/** Thrown by a handler that knows that no repetition will help: the job waits for a person at once. */
export class ParkJob extends Error {
  override readonly name = 'ParkJob';
}

/** This run no longer owns its job: it was thought dead and the job given to another, or the process is stopping. */
export class StaleJobRun extends Error {
  override readonly name = 'StaleJobRun';

  constructor(jobId: string, attempt: number) {
    super(`Attempt ${attempt} of ${jobId} no longer owns the job; nothing it does may take effect.`);
  }
}

/** The signal's reason where a run took longer than its definition allows. */
export class JobTimeout extends Error {
  override readonly name = 'JobTimeout';

  constructor(jobId: string, timeoutMs: number) {
    super(`${jobId} did not end within ${timeoutMs} ms.`);
  }
}

/** The signal's reason where the process is stopping; the job goes back unchanged. */
export class WorkerStopping extends Error {
  override readonly name = 'WorkerStopping';

  constructor() {
    super('The worker is stopping; the job is given back.');
  }
}
