import { Server as NetServer } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** A client that has a connection open sends its next request within this time, or opens a new one elsewhere. */
const lingerMs = 1_000;
const longestDrainMs = 15_000;

/** The requests in flight, and the end of them: nobody who was let in is turned away. */
export class OpenRequests {
  private count = 0;
  private draining: Promise<void> | null = null;
  private isShut = false;
  private onAnswered: () => void = () => undefined;

  constructor(private readonly fastify: FastifyInstance) {
    fastify.addHook('onRequest', async (_request, reply) => {
      this.count += 1;
      if (this.isShut) void reply.header('Connection', 'close');
      reply.raw.once('close', () => {
        this.count -= 1;
        this.onAnswered();
      });
    });
  }

  get isDraining(): boolean {
    return this.draining !== null;
  }

  get inFlight(): number {
    return this.count;
  }

  /**
   * New connections for `delayMs` more, then none. Only then are open ones told to close with their next answer: clients
   * that opened new ones at once would be cut off in the queue of the socket that is closed. Open ones may linger for a
   * second, because closing one under a request that is on its way would fail it.
   */
  drain(delayMs: number): Promise<void> {
    this.draining ??= this.finish(delayMs);
    return this.draining;
  }

  private async finish(delayMs: number): Promise<void> {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    // Not http.Server's own `close`, which also cuts connections that are idle for the moment.
    if (this.fastify.server.listening) NetServer.prototype.close.call(this.fastify.server);
    this.isShut = true;
    await this.untilSilent(lingerMs);
    this.fastify.server.closeIdleConnections();
    await this.untilAnswered(longestDrainMs - lingerMs);
  }

  /** Until no connection is left, at most `timeoutMs`. */
  private async untilSilent(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMs);
    });
    const closed = new Promise<void>((resolve) => this.fastify.server.once('close', resolve));
    await Promise.race([closed, tooLong]);
    clearTimeout(timer);
  }

  private async untilAnswered(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<void>((resolve) => {
      this.onAnswered = () => {
        if (this.count === 0) resolve();
      };
      timer = setTimeout(resolve, timeoutMs);
      this.onAnswered();
    });
    await answered;
    clearTimeout(timer);
  }
}
