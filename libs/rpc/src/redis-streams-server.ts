import { setTimeout as pause } from 'node:timers/promises';
import type { EnvelopeSigner } from '@guildhall/envelope';
import type { ServiceName } from '@guildhall/messages/contract';
import type { Logger, Metrics } from '@guildhall/observability';
import { connectRedis } from '@guildhall/redis';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import type { AnyRpcDefinition } from './handle-rpc.decorator.js';
import { HandlerTable } from './handler-table.js';
import { defaultConcurrency, defaultDrainTimeoutMs, longestTimeoutMs } from './limits.js';
import { ReplyOutbox } from './reply-outbox.js';
import { RequestExecutor } from './request-executor.js';
import { RequestReader } from './request-reader.js';
import { StreamClock } from './stream-clock.js';
import { requestStreamKey } from './wire.js';

export interface RedisStreamsServerOptions {
  redisUrl: string;
  service: ServiceName;
  signer: EnvelopeSigner;
  logger: Logger;
  metrics: Metrics;
  /** Requests that run at once in this replica; 64 where absent. */
  concurrency?: number;
  /** Everything the service has to answer; `listen` fails where a handler is missing. */
  definitions?: Iterable<AnyRpcDefinition>;
  /** What a handler's failure means where it is no `AppError`, for example that the database is away. */
  meaningOf?: (thrown: unknown) => unknown;
}

const sweepEveryMs = 1_000;
const upkeepEveryMs = 5_000;
const idlePollMs = 10;

/**
 * One replica of a service behind its stream of requests, as a transport strategy of Nest:
 * `NestFactory.createMicroservice(Module, { strategy: new RedisStreamsServer(…) })`.
 */
export class RedisStreamsServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('redis-streams');
  private readonly table: HandlerTable;
  private readonly stream: string;
  private readonly clock = new StreamClock();
  private connections: { reader: Redis; writer: Redis } | null = null;
  private requests: { reader: RequestReader; executor: RequestExecutor } | null = null;
  private readonly timers: NodeJS.Timeout[] = [];
  private draining: Promise<number> | null = null;

  constructor(private readonly options: RedisStreamsServerOptions) {
    super();
    this.table = new HandlerTable(options.service);
    this.stream = requestStreamKey(options.service);
  }

  override addHandler(
    pattern: unknown,
    callback: MessageHandler,
    _isEvent?: boolean,
    extras?: Record<string, unknown>,
  ) {
    const definition = extras?.definition as AnyRpcDefinition | undefined;
    if (!definition)
      throw new Error(`${String(pattern)} must be handled with @HandleRpc, not with a pattern of its own.`);
    this.table.add(definition, callback);
  }

  /** @throws Error that names every definition without a handler; called by `listen` for the `definitions` option. */
  assertHandlers(definitions: Iterable<AnyRpcDefinition>): void {
    this.table.assertComplete(definitions);
  }

  /** Starts to take requests, or to try: a Redis that is away does not stop a service from starting. */
  listen(callback: (error?: unknown) => void): void {
    try {
      if (this.options.definitions) this.assertHandlers(this.options.definitions);
      this.start();
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  private start(): void {
    const { redisUrl, service, logger, metrics } = this.options;
    const reader = connectRedis(redisUrl, 'reader', { name: `${service}-rpc-reader`, log: logger });
    const writer = connectRedis(redisUrl, 'prompt', { name: `${service}-rpc-writer` });
    // A reply that cannot be sent is asked for again by its caller.
    const publish = (inbox: string, sealed: string) => void writer.publish(inbox, sealed).catch(() => undefined);
    const executor = new RequestExecutor({
      ...this.options,
      handlers: this.table,
      clock: this.clock,
      outbox: new ReplyOutbox({ ...this.options, publish }),
      onFree: () => requestReader.wake(),
    });
    const concurrency = this.options.concurrency ?? defaultConcurrency;
    const requestReader = new RequestReader({
      ...{ stream: this.stream, reader, writer, logger },
      free: () => concurrency - executor.inFlight,
      take: (entries) => {
        for (const [id, fields] of entries) executor.accept(id, fields[1]);
      },
    });
    this.connections = { reader, writer };
    this.requests = { reader: requestReader, executor };
    metrics.gauge('rpc_stream_length', 'Requests that wait in the stream.', [], async (gauge) => {
      gauge.set(await writer.xlen(this.stream).catch(() => Number.NaN));
    });
    writer.on('ready', () => this.upkeep());
    this.timers.push(
      setInterval(() => executor.sweep(), sweepEveryMs),
      setInterval(() => this.upkeep(), upkeepEveryMs),
    );
    requestReader.start();
  }

  /** Follows Redis' clock, and trims what is older than any time-to-live: entries whose deletion was lost. */
  private upkeep(): void {
    const writer = this.connections?.writer;
    if (writer?.status !== 'ready') return;
    const trim = async () => {
      await this.clock.askTime(writer);
      await writer.xtrim(this.stream, 'MINID', Math.floor(this.clock.nowMs() - longestTimeoutMs));
    };
    trim().catch(() => undefined);
  }

  /** Resolves while Redis answers this replica; for readiness. */
  async ping(): Promise<void> {
    if (!this.connections) throw new Error('The RPC server has not been started.');
    await this.connections.writer.ping();
  }

  /**
   * Takes no more requests, and waits for those it has; what waits in the stream stays for other replicas.
   * @returns how many were still running when the time was over; their callers ask another replica.
   */
  drain(timeoutMs: number = defaultDrainTimeoutMs): Promise<number> {
    this.draining ??= this.drainWithin(timeoutMs);
    return this.draining;
  }

  private async drainWithin(timeoutMs: number): Promise<number> {
    if (!this.requests || !this.connections) return 0;
    const deadline = performance.now() + timeoutMs;
    const { reader, executor } = this.requests;
    await Promise.race([reader.stop(), pause(timeoutMs, undefined, { ref: false })]);
    while (executor.inFlight > 0 && performance.now() < deadline) {
      await pause(idlePollMs);
    }
    // Commands of one connection are answered in order: after this one, all replies have left.
    await this.connections.writer.ping().catch(() => undefined);
    if (executor.inFlight > 0)
      this.options.logger.warn({ unfinished: executor.inFlight }, 'Requests did not end in time.');
    return executor.inFlight;
  }

  async close(): Promise<void> {
    await this.drain();
    for (const timer of this.timers.splice(0)) clearInterval(timer);
    this.connections?.reader.disconnect();
    this.connections?.writer.disconnect();
  }

  on(): never {
    throw new Error('The connections of the RPC server tell of themselves in the log.');
  }

  unwrap<T>(): T {
    return this.connections as T;
  }
}
