import { type RecordingDatabase, recordingDatabase, type StoredRun } from './recording-database.js';
import { type SliceEnd, secondsWithin } from './time-map.js';

/**
 * All bytes of one run of the recorder, kept on this device as they come. It is the source of the upload, which can start again at
 * any offset, also after a reload.
 */
export class ByteLog {
  private waiting: (() => void)[] = [];

  private constructor(
    private readonly database: RecordingDatabase,
    readonly run: StoredRun,
    private readonly ends: SliceEnd[],
  ) {}

  static async create(run: Omit<StoredRun, 'id' | 'uploadUrl' | 'bytes' | 'isClosed'>): Promise<ByteLog> {
    const database = await recordingDatabase();
    const stored: StoredRun = {
      ...run,
      id: `${run.takeId}/${run.segment}`,
      uploadUrl: null,
      bytes: 0,
      isClosed: false,
    };
    await database.add('run', stored);
    return new ByteLog(database, stored, []);
  }

  /** What earlier pages left behind of an interview, in the order of the recording. */
  static async leftOf(interviewId: string): Promise<ByteLog[]> {
    const database = await recordingDatabase();
    const runs = await database.getAllFromIndex('run', 'byInterview', interviewId);
    const logs = runs.map(async (run) => new ByteLog(database, run, await endsOf(database, run.id)));
    return (await Promise.all(logs)).sort((a, b) => a.run.segment - b.run.segment);
  }

  get seconds(): number {
    return this.ends.at(-1)?.seconds ?? 0;
  }

  /** Seconds that the first bytes hold, rounded down. */
  secondsWithin(bytes: number): number {
    return secondsWithin(this.ends, bytes);
  }

  /**
   * Keeps a slice for good before it counts as kept. Some browsers give empty ones, which mean nothing.
   * @throws DOMException `QuotaExceededError` where the device is full
   */
  async append(slice: Blob, seconds: number): Promise<void> {
    if (slice.size === 0) return;
    const data = await slice.arrayBuffer();
    const start = this.run.bytes;
    const bytes = start + data.byteLength;
    const tx = this.database.transaction(['run', 'slice'], 'readwrite', { durability: 'strict' });
    const written = [
      tx.objectStore('slice').put({ runId: this.run.id, start, seconds, data }),
      tx.objectStore('run').put({ ...this.run, bytes }),
    ];
    await Promise.all([...written, tx.done]);
    this.run.bytes = bytes;
    this.ends.push({ bytes, seconds });
    this.wake();
  }

  async close(): Promise<void> {
    this.run.isClosed = true;
    await this.database.put('run', { ...this.run });
    this.wake();
  }

  async keepUploadUrl(url: string): Promise<void> {
    this.run.uploadUrl = url;
    await this.database.put('run', { ...this.run });
  }

  /** Until there is something behind an offset, or nothing will come any more. */
  async moreThan(offset: number): Promise<void> {
    while (this.run.bytes <= offset && !this.run.isClosed) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  async read(start: number, end: number): Promise<Blob> {
    const parts: ArrayBuffer[] = [];
    const slices = this.database.transaction('slice').store;
    const before = await slices.openKeyCursor(IDBKeyRange.bound([this.run.id, 0], [this.run.id, start]), 'prev');
    const first = before?.key[1] ?? 0;
    const within = IDBKeyRange.bound([this.run.id, first], [this.run.id, end], false, true);
    for (let cursor = await slices.openCursor(within); cursor; cursor = await cursor.continue()) {
      parts.push(cursor.value.data);
    }
    return new Blob(parts).slice(start - first, end - first);
  }

  /** SHA-256 of all of it, in hexadecimal. */
  async sha256(): Promise<string> {
    const content = await (await this.read(0, this.run.bytes)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /** Only after the server has acknowledged it. */
  async forget(): Promise<void> {
    const tx = this.database.transaction(['run', 'slice'], 'readwrite');
    const all = IDBKeyRange.bound([this.run.id, 0], [this.run.id, Number.POSITIVE_INFINITY]);
    await Promise.all([tx.objectStore('run').delete(this.run.id), tx.objectStore('slice').delete(all), tx.done]);
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** What was left of several takes, each with its runs in order; the one that was begun last comes last. */
export function groupedByTake(logs: readonly ByteLog[]): ByteLog[][] {
  // Ids of takes grow with time.
  const takeIds = [...new Set(logs.map(({ run }) => run.takeId))].sort();
  return takeIds.map((takeId) => logs.filter(({ run }) => run.takeId === takeId));
}

async function endsOf(database: RecordingDatabase, runId: string): Promise<SliceEnd[]> {
  const all = IDBKeyRange.bound([runId, 0], [runId, Number.POSITIVE_INFINITY]);
  const ends: SliceEnd[] = [];
  for (
    let cursor = await database.transaction('slice').store.openCursor(all);
    cursor;
    cursor = await cursor.continue()
  ) {
    const { start, seconds, data } = cursor.value;
    ends.push({ bytes: start + data.byteLength, seconds });
  }
  return ends;
}
