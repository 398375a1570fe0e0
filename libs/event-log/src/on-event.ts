import type { Tx } from '@guildhall/database';
import type { EventDefinition, EventEnvelope, ServiceName } from '@guildhall/messages/contract';

/** What a handler is given: the event as its producer told it. */
export type HandledEvent<P extends object = object> = EventEnvelope<P>;

type HandlerMethod<P extends object> = (event: HandledEvent<P>, tx: Tx) => Promise<void>;

/** Which events a method wants: one type of one producer, or all of it. */
export interface EventInterest {
  producer: ServiceName;
  /** Null for every type. */
  type: string | null;
}

const metadataKey = Symbol('guildhall:on-event');

/**
 * Marks the method of a Nest provider that is told of an event: `(event, tx) => Promise<void>`. Its effects commit together with
 * the cursor, so it takes effect once; it writes through `tx` only, and leaves mailing, fetching and computing to a job. Between
 * producers there is no order: guard each effect by state.
 */
export function OnEvent<P extends object>(definition: EventDefinition<P>) {
  return <M extends HandlerMethod<P>>(
    _target: object,
    _property: string | symbol,
    method: TypedPropertyDescriptor<M>,
  ): void => addInterest(method.value, { producer: definition.producer, type: definition.type });
}

/** Marks the method of a Nest provider that is told of everything that these services tell, known types or not. */
export function OnEveryEvent(...producers: ServiceName[]) {
  return <M extends HandlerMethod<object>>(
    _target: object,
    _property: string | symbol,
    method: TypedPropertyDescriptor<M>,
  ): void => {
    for (const producer of producers) addInterest(method.value, { producer, type: null });
  };
}

export function interestsOf(method: unknown): EventInterest[] {
  if (typeof method !== 'function') return [];
  return Reflect.getMetadata(metadataKey, method) ?? [];
}

function addInterest(method: unknown, interest: EventInterest): void {
  Reflect.defineMetadata(metadataKey, [...interestsOf(method), interest], method as object);
}
