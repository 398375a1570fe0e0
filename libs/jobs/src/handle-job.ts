import type { JobDefinition } from '@guildhall/messages/contract';
import type { JobRun } from './job-run.js';

const metadataKey = Symbol('guildhall:handle-job');

type HandlerMethod<P> = (payload: P, run: JobRun) => Promise<void>;

/**
 * Marks the method of a Nest provider that runs a job: `(payload, run) => Promise<void>`. It loads, guards on state, skips if
 * done and does one thing; `run.finish(tx)` belongs into the transaction of its effects.
 */
export function HandleJob<P extends object>(definition: JobDefinition<P>) {
  return <M extends HandlerMethod<P>>(
    _target: object,
    _property: string | symbol,
    method: TypedPropertyDescriptor<M>,
  ): void => {
    const handled = handledBy(method.value);
    Reflect.defineMetadata(metadataKey, [...handled, definition], method.value!);
  };
}

/** The jobs that a method was marked with. */
export function handledBy(method: unknown): JobDefinition<object>[] {
  if (typeof method !== 'function') return [];
  return Reflect.getMetadata(metadataKey, method) ?? [];
}
