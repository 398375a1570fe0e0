import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '@guildhall/errors';
import type { Logger } from '@guildhall/observability';
import { untilReady } from '@guildhall/redis';
import type { Redis } from 'ioredis';

/** Id and sealed request of one entry. */
export type StreamEntry = [id: string, fields: string[]];

export interface RequestReaderOptions {
  stream: string;
  /** Reads and waits; used by this loop alone. */
  reader: Redis;
  /** For everything that must not wait behind a read. */
  writer: Redis;
  logger: Logger;
  /** How many more requests may run now. */
  free: () => number;
  take: (entries: StreamEntry[]) => void;
}

const group = 'replicas';
/** One name for all replicas: without acknowledgements a name means nothing, and each one would stay in Redis for ever. */
const consumer = 'replica';
const blockMs = 2_000;
const lateAnswerMs = blockMs + 1_000;
const failurePauseMs = 200;
const unblockEveryMs = 100;

/**
 * The loop of one replica: takes as many requests as it has room for, and deletes each as it takes it. Read with NOACK,
 * so a request that dies with its replica is gone; its caller sends it again.
 */
export class RequestReader {
  private loop: Promise<void> | null = null;
  private isStopping = false;
  private isFailing = false;
  private clientId: number | null = null;
  private onFree: (() => void) | null = null;

  constructor(private readonly options: RequestReaderOptions) {
    options.reader.on('close', () => {
      this.clientId = null;
    });
  }

  start(): void {
    this.loop ??= this.run();
  }

  /** Tells a loop that waits for room that a request has been answered. All answered in this turn make room for one read. */
  wake(): void {
    if (this.onFree) setImmediate(this.onFree);
    this.onFree = null;
  }

  /** Resolves when nothing more will be taken; what waits in the stream stays for the other replicas. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    const unblocking = setInterval(() => this.unblock(), unblockEveryMs);
    this.unblock();
    await this.loop;
    clearInterval(unblocking);
  }

  /** Ends a read that waits, without losing what it was just given. Where an ACL forbids it, the read ends after BLOCK. */
  private unblock(): void {
    if (this.clientId !== null) this.options.writer.client('UNBLOCK', this.clientId).catch(() => undefined);
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const free = this.options.free();
      if (free <= 0) {
        await new Promise<void>((resolve) => {
          this.onFree = resolve;
        });
        continue;
      }
      try {
        const entries = await this.read(free);
        this.isFailing = false;
        if (entries.length > 0) this.take(entries);
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  private async read(count: number): Promise<StreamEntry[]> {
    const { reader, stream } = this.options;
    await untilReady(reader, blockMs);
    this.clientId ??= await reader.client('ID');
    // A stop that came during these waits has not unblocked the read that would follow now.
    if (this.isStopping) return [];
    const startedAt = performance.now();
    const streams = (await reader.xreadgroup(
      ...(['GROUP', group, consumer, 'COUNT', count, 'BLOCK', blockMs, 'NOACK', 'STREAMS', stream, '>'] as const),
    )) as [string, StreamEntry[]][] | null;
    if (streams) return streams[0]?.[1] ?? [];
    // Redis hangs: the answer to this read may still come, and would be lost behind the next one. A new connection ends it.
    if (performance.now() - startedAt > lateAnswerMs) reader.disconnect(true);
    return [];
  }

  private take(entries: StreamEntry[]): void {
    // What stays when this fails lies before the group's last id: nobody reads it again, and it is trimmed by its age.
    this.options.writer.xdel(this.options.stream, ...entries.map(([id]) => id)).catch(() => undefined);
    this.options.take(entries);
  }

  private async recover(error: unknown): Promise<void> {
    const message = messageOf(error);
    try {
      // After FLUSHALL or with a fresh Redis. From 0: requests that were added before this moment are to be answered too.
      if (/NOGROUP|UNBLOCKED|no longer exists/.test(message)) return await this.createGroup();
    } catch {
      // Redis went away in between; the next turn waits for it.
    }
    if (!this.isFailing && this.options.reader.status === 'ready') {
      this.options.logger.error(
        { stream: this.options.stream, reason: message },
        'Requests cannot be read; trying on.',
      );
      this.isFailing = true;
    }
    if (!this.isStopping) await pause(failurePauseMs);
  }

  private async createGroup(): Promise<void> {
    const { stream, writer } = this.options;
    try {
      await writer.xgroup('CREATE', stream, group, '0', 'MKSTREAM');
      this.options.logger.info({ stream }, 'Created the stream of requests.');
    } catch (error) {
      if (!messageOf(error).includes('BUSYGROUP')) throw error;
    }
  }
}
