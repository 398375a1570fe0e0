import { EnvelopeError, type EnvelopeHeader, type EnvelopeSigner } from '@guildhall/envelope';
import { AppError, isAppError, type WireError } from '@guildhall/errors';
import type { CallContext, ServiceName } from '@guildhall/messages/contract';
import { type Logger, type Metrics, runInContext } from '@guildhall/observability';
import { CallMeter } from './call-meter.js';
import type { HandlerTable, RpcHandler } from './handler-table.js';
import { clockToleranceMs, longestTimeoutMs, maxBodyLength, retryAfterSeconds } from './limits.js';
import { NonceMemory } from './nonce-memory.js';
import type { ReplyOutbox } from './reply-outbox.js';
import type { StreamClock } from './stream-clock.js';
import { entryTimeMs, type RequestBody, readRequest, writeError, writeResult } from './wire.js';

export interface RequestExecutorOptions {
  service: ServiceName;
  signer: EnvelopeSigner;
  handlers: HandlerTable;
  clock: StreamClock;
  logger: Logger;
  metrics: Metrics;
  outbox: ReplyOutbox;
  /** What a handler's failure means where it is no `AppError`, for example that the database is away. */
  meaningOf?: (thrown: unknown) => unknown;
  onFree: () => void;
}

interface Request extends RequestBody {
  header: EnvelopeHeader;
}

interface RunningRequest {
  name: string;
  correlationId: string;
  overdueAtMs: number;
}

const refusalLogEveryMs = 10_000;

/** From an entry of the stream to the reply in the caller's inbox. */
export class RequestExecutor {
  private readonly running = new Set<RunningRequest>();
  private readonly nonces = new NonceMemory();
  private readonly meter: CallMeter;
  private readonly refused;
  private refusalLoggedAtMs = Number.NEGATIVE_INFINITY;
  private readonly opened: { audience: ServiceName; kind: 'request' };

  constructor(private readonly options: RequestExecutorOptions) {
    const { metrics } = options;
    this.meter = new CallMeter(metrics, 'rpc_requests', 'Requests answered by this replica');
    this.refused = metrics.counter('rpc_requests_refused_total', 'Requests not believed or too late.', ['reason']);
    metrics.gauge('rpc_requests_in_flight', 'Requests that this replica works on.', [], (gauge) => {
      gauge.set(this.running.size);
    });
    this.opened = { audience: options.service, kind: 'request' };
  }

  get inFlight(): number {
    return this.running.size;
  }

  accept(id: string, sealed: string | undefined): void {
    const request = this.believe(id, sealed ?? '');
    if (request) void this.execute(request);
  }

  /** Once a second: forgets old nonces, and tells of handlers that run on after their caller has given up. */
  sweep(): void {
    const nowMs = performance.now();
    this.nonces.forget(this.options.clock.nowMs());
    for (const request of this.running) {
      if (request.overdueAtMs > nowMs) continue;
      request.overdueAtMs = Number.POSITIVE_INFINITY;
      const { name, correlationId } = request;
      this.options.logger.warn({ rpc: name, correlationId }, 'A request still runs after its deadline.');
    }
  }

  /** Null where the request is forged, too late, or one that was taken before. */
  private believe(id: string, sealed: string): Request | null {
    let header: EnvelopeHeader;
    let body: RequestBody;
    try {
      const opened = this.options.signer.open(sealed, this.opened);
      header = opened.header;
      body = readRequest(opened.body);
    } catch (thrown) {
      return this.refuse(thrown instanceof EnvelopeError ? thrown.fault : 'malformed');
    }
    const ttlMs = Math.min(header.ttlMs, longestTimeoutMs);
    const addedAtMs = entryTimeMs(id);
    this.options.clock.observeEntry(id);
    const nowMs = this.options.clock.nowMs();
    if (nowMs - addedAtMs > ttlMs) return this.refuse('expired');
    const freshUntilMs = body.sentAtMs + ttlMs + clockToleranceMs;
    const isFresh = nowMs <= freshUntilMs && body.sentAtMs <= addedAtMs + clockToleranceMs;
    if (!isFresh) return this.refuse('stale');
    if (!this.nonces.remember(header.nonce, freshUntilMs)) return this.refuse('replayed');
    return { ...body, header };
  }

  private refuse(reason: string): null {
    this.refused.inc({ reason });
    // A request that waited too long is told of by its caller; the others are no accident, but must not fill the log.
    const nowMs = performance.now();
    if (reason === 'expired' || nowMs - this.refusalLoggedAtMs < refusalLogEveryMs) return null;
    this.refusalLoggedAtMs = nowMs;
    this.options.logger.warn({ reason }, 'Refused a request; further ones are only counted for a while.');
    return null;
  }

  private async execute(request: Request): Promise<void> {
    const { header, name } = request;
    const startedAtMs = performance.now();
    const running = { name, correlationId: header.correlationId, overdueAtMs: startedAtMs + header.ttlMs };
    this.running.add(running);
    const context = contextOf(header);
    let outcome = 'ok';
    let body: string;
    try {
      body = await this.answer(request, context);
    } catch (thrown) {
      const error = this.wireErrorOf(this.options.meaningOf?.(thrown) ?? thrown, request);
      outcome = error.code;
      body = writeError(error);
    }
    this.running.delete(running);
    const { nonce, correlationId, ttlMs } = header;
    this.options.outbox.add(request.inbox, { nonce, body, correlationId, ttlMs });
    this.meter.record(
      this.options.handlers.get(name) ? name : 'unknown',
      outcome,
      (performance.now() - startedAtMs) / 1000,
    );
    this.options.onFree();
  }

  private async answer(request: Request, context: CallContext): Promise<string> {
    const handler = this.options.handlers.get(request.name);
    // While versions change, a replica may be asked what only the newer ones know.
    if (!handler) throw unavailable(`${this.options.service} does not answer ${request.name} yet; try again shortly.`);
    const input = handler.readInput(JSON.parse(request.inputJson));
    const result = await runInContext(context, () => handler.run(input, context));
    return checkedBody(handler, JSON.stringify(result ?? {}));
  }

  private wireErrorOf(thrown: unknown, request: Request): WireError {
    const { correlationId } = request.header;
    if (isAppError(thrown)) {
      if (thrown.httpStatus >= 500) {
        this.options.logger.warn({ err: thrown, rpc: request.name, correlationId }, 'A request could not be served.');
      }
      return thrown.toWire();
    }
    this.options.logger.error({ err: thrown, rpc: request.name, correlationId }, 'A request failed.');
    return { code: 'internal', message: `${request.name} failed; the log of ${this.options.service} says why.` };
  }
}

function contextOf(header: EnvelopeHeader): CallContext {
  const { correlationId, causationId, actor, idempotency } = header;
  const context: CallContext = { correlationId, actor };
  if (causationId !== undefined) context.causationId = causationId;
  if (idempotency !== undefined) context.idempotency = idempotency;
  return context;
}

function checkedBody(handler: RpcHandler, json: string): string {
  if (json.length > maxBodyLength) {
    throw new Error(
      `The reply of ${handler.definition.name} has ${json.length} characters; at most ${maxBodyLength} are sent.`,
    );
  }
  return writeResult(json);
}

function unavailable(message: string): AppError {
  return new AppError('unavailable', message, { retryAfterSeconds });
}
