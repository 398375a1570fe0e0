import type { ErrorCode } from '@guildhall/errors';
import type { ServiceName } from './actor.js';

/** A class whatever its constructor takes; only its instances are typed. */
export type ClassOf<T extends object> = new (...args: never[]) => T;

export interface RpcDefinition<I extends object, O extends object> {
  readonly kind: 'command' | 'query';
  /** Who answers. */
  readonly service: ServiceName;
  /** `<service>.<things>.<verb>`, unique in the house. */
  readonly name: string;
  readonly input: ClassOf<I>;
  readonly output: ClassOf<O>;
  /** The errors a caller can act on, besides validation, `not_found`, `not_allowed` and the platform's own. */
  readonly errors: readonly ErrorCode[];
  /** The caller's deadline for the answer, retries included. */
  readonly timeoutMs: number;
}

interface RpcShape<I extends object, O extends object> {
  input: ClassOf<I>;
  output: ClassOf<O>;
  errors?: readonly ErrorCode[];
  timeoutMs?: number;
}

const defaultTimeoutMs = 8_000;

function rpc<I extends object, O extends object>(
  kind: 'command' | 'query',
  service: ServiceName,
  verb: string,
  shape: RpcShape<I, O>,
): RpcDefinition<I, O> {
  return {
    kind,
    service,
    name: `${service}.${verb}`,
    input: shape.input,
    output: shape.output,
    errors: shape.errors ?? [],
    timeoutMs: shape.timeoutMs ?? defaultTimeoutMs,
  };
}

/** A request that changes something; repeated with the same idempotency key it takes effect once. */
export function command<I extends object, O extends object>(service: ServiceName, verb: string, shape: RpcShape<I, O>) {
  return rpc('command', service, verb, shape);
}

/** A request that changes nothing. */
export function query<I extends object, O extends object>(service: ServiceName, verb: string, shape: RpcShape<I, O>) {
  return rpc('query', service, verb, shape);
}

export interface EventDefinition<P extends object> {
  readonly producer: ServiceName;
  readonly type: string;
  readonly payload: ClassOf<P>;
}

/** A fact for others. Payloads carry ids and codes: no personal data, no link, no token. */
export function event<P extends object>(producer: ServiceName, type: string, payload: ClassOf<P>): EventDefinition<P> {
  return { producer, type, payload };
}

/** One event as it leaves its producer's log; the outer form is CloudEvents 1.0. */
export interface EventEnvelope<P extends object = object> {
  /** Dense place in the producer's log, from 1. */
  position: number;
  id: string;
  type: string;
  source: ServiceName;
  /** The aggregate: `application/app_…`. */
  subject: string;
  /** Dense place among the events of the same subject, from 1. */
  sequence: number;
  /** ISO 8601, UTC. */
  time: string;
  correlationId: string;
  causationId: string | null;
  data: P;
}

export interface JobDefinition<P extends object> {
  readonly service: ServiceName;
  /** Worker processes choose queues (`WORKER_QUEUES`), so that slow work scales apart. */
  readonly queue: string;
  readonly name: string;
  readonly payload: ClassOf<P>;
  /** From 1: of what waits in its queue, the lower number is begun first. Without one a job goes before all that have one. */
  readonly priority?: number;
  /** Runs before the job is parked for a person. */
  readonly attempts: number;
  /** First delay before a retry; doubles each time. */
  readonly backoffMs: number;
  readonly timeoutMs: number;
}

export function job<P extends object>(definition: JobDefinition<P>): JobDefinition<P> {
  return definition;
}
