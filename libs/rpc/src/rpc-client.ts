import { randomUUID } from 'node:crypto';
import type { EnvelopeHeader, EnvelopeSigner } from '@guildhall/envelope';
import { AppError, isAppError } from '@guildhall/errors';
import type { CallContext, RpcDefinition, ServiceName } from '@guildhall/messages/contract';
import { currentContext, type Logger, type Metrics } from '@guildhall/observability';
import { connectRedis } from '@guildhall/redis';
import type { Redis } from 'ioredis';
import { CallMeter } from './call-meter.js';
import { Gate } from './gate.js';
import { Inbox } from './inbox.js';
import { longestTimeoutMs, maxBodyLength, reconnectPatienceMs } from './limits.js';
import { OutstandingCall, unavailable } from './outstanding-call.js';
import { RequestStream } from './request-stream.js';
import { writeRequest } from './wire.js';

export interface RpcClientOptions {
  redisUrl: string;
  /** Who calls. */
  service: ServiceName;
  signer: EnvelopeSigner;
  logger: Logger;
  metrics: Metrics;
}

export interface CallOptions {
  /** The context of the work at hand where absent. */
  context?: CallContext;
  /** The definition's where absent; at most 60 s. */
  timeoutMs?: number;
}

const startPatienceMs = 5_000;

/** Calls other services. One per process and service; any number of calls at once. */
export class RpcClient {
  private readonly writer: Redis;
  private readonly inbox: Inbox;
  private readonly streams = new Map<ServiceName, RequestStream>();
  private readonly meter: CallMeter;
  private readonly retries;
  private calls = 0;
  private readonly gate = new Gate();
  private isClosed = false;

  constructor(private readonly options: RpcClientOptions) {
    const { redisUrl, service, logger, metrics } = options;
    this.writer = connectRedis(redisUrl, 'prompt', { name: `${service}-rpc-client`, log: logger });
    const onChange = () => this.gate.set(this.writer.status === 'ready' && this.inbox.isListening);
    this.inbox = new Inbox({ ...options, onChange });
    this.meter = new CallMeter(metrics, 'rpc_calls', 'Calls of other services');
    this.retries = metrics.counter('rpc_call_retries_total', 'Requests sent again after silence.', ['name']);
    metrics.gauge('rpc_calls_in_flight', 'Calls that wait for their answer.', [], (gauge) => gauge.set(this.calls));
    this.writer.on('ready', onChange);
    this.writer.on('close', onChange);
  }

  /** The channel of this process alone, on which it hears replies. */
  get replyChannel(): string {
    return this.inbox.channel;
  }

  /** Waits for Redis for a while; without it, calls answer `unavailable` until it comes. */
  async connect(): Promise<void> {
    await this.gate.passed(startPatienceMs);
  }

  /** Calls that are still out fail by their deadlines; drain whoever calls first. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.inbox.close();
    this.writer.disconnect();
  }

  /**
   * The service's answer. A command without an idempotency key gets one of its own, so that a repeated request takes
   * effect once.
   * @throws AppError that the service answered with; `unavailable` (with Retry-After) where Redis is away or the service
   * far behind; `deadline_exceeded` where no answer came in time.
   */
  async call<I extends object, O extends object>(
    definition: RpcDefinition<I, O>,
    input: I,
    options: CallOptions = {},
  ): Promise<O> {
    const startedAtMs = performance.now();
    let outcome = 'ok';
    this.calls++;
    try {
      return (await this.outstanding(definition, input, options).run()) as O;
    } catch (thrown) {
      outcome = isAppError(thrown) ? thrown.code : 'internal';
      throw thrown;
    } finally {
      this.calls--;
      this.meter.record(definition.name, outcome, (performance.now() - startedAtMs) / 1000);
    }
  }

  private outstanding<I extends object, O extends object>(
    definition: RpcDefinition<I, O>,
    input: I,
    options: CallOptions,
  ): OutstandingCall {
    const { name, service } = definition;
    const timeoutMs = options.timeoutMs ?? definition.timeoutMs;
    if (timeoutMs > longestTimeoutMs) throw new RangeError(`${name} may take at most ${longestTimeoutMs} ms.`);
    const inputJson = JSON.stringify(input);
    if (inputJson.length > maxBodyLength) {
      throw new AppError(
        'body_too_large',
        `The input of ${name} has ${inputJson.length} characters, not ${maxBodyLength}.`,
      );
    }
    const context = options.context ?? currentContext();
    const idempotency = definition.kind === 'command' ? (context.idempotency ?? keyOf(name)) : undefined;
    const inbox = this.inbox.channel;
    return new OutstandingCall({
      name,
      timeoutMs,
      stream: this.streamOf(service),
      inbox: this.inbox,
      untilConnected: (waitMs) => (this.gate.isOpen ? null : this.untilConnected(waitMs)),
      seal: (nonce, ttlMs, sentAtMs) =>
        this.options.signer.seal(
          headerOf(service, context, idempotency, nonce, ttlMs),
          writeRequest({ name, inbox, sentAtMs, inputJson }),
        ),
      onRetry: () => this.retries.inc({ name }),
    });
  }

  private streamOf(service: ServiceName): RequestStream {
    let stream = this.streams.get(service);
    if (!stream) {
      stream = new RequestStream(this.writer, service);
      this.streams.set(service, stream);
    }
    return stream;
  }

  private async untilConnected(waitMs: number): Promise<void> {
    if (this.isClosed) throw unavailable('The process is shutting down; try again shortly.');
    // Who comes during a long outage is not made to wait as long as who was there when it began.
    const patienceMs = Math.min(waitMs, reconnectPatienceMs - this.gate.shutForMs);
    if (!(await this.gate.passed(patienceMs))) throw unavailable('Redis is away; try again shortly.');
  }
}

type Idempotency = NonNullable<CallContext['idempotency']>;

/**
 * For a command that nobody gave a key: it is good for this one call and its retries, which all ask the same. What they ask is left
 * out of the fingerprint, since it is kept, and the hash of a short secret gives the secret away.
 */
function keyOf(name: string): Idempotency {
  return { key: `call-${randomUUID()}`, fingerprint: name };
}

function headerOf(
  audience: ServiceName,
  context: CallContext,
  idempotency: Idempotency | undefined,
  nonce: string,
  ttlMs: number,
): EnvelopeHeader {
  const { actor, correlationId, causationId } = context;
  const header: EnvelopeHeader = { kind: 'request', audience, actor, correlationId, ttlMs, nonce };
  if (causationId !== undefined) header.causationId = causationId;
  if (idempotency !== undefined) header.idempotency = idempotency;
  return header;
}
