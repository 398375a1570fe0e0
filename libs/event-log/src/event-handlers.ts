import type { Tx } from '@guildhall/database';
import type { EventEnvelope, ServiceName } from '@guildhall/messages/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type EventInterest, interestsOf } from './on-event.js';

export interface EventHandler extends EventInterest {
  handle(event: EventEnvelope, tx: Tx): Promise<void>;
}

/** The handlers among the providers of a Nest application, whose module imports `DiscoveryModule`. */
export function eventHandlersIn(application: INestApplicationContext): EventHandler[] {
  const scanner = new MetadataScanner();
  return application
    .get(DiscoveryService, { strict: false })
    .getProviders()
    .flatMap(({ instance }) => {
      if (typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance);
      return scanner.getAllMethodNames(prototype).flatMap((method) =>
        interestsOf(prototype[method]).map((interest) => ({
          ...interest,
          handle: (event: EventEnvelope, tx: Tx) => instance[method](event, tx) as Promise<void>,
        })),
      );
    });
}

/** The services whose logs these handlers need. */
export function producersOf(handlers: readonly EventHandler[]): ServiceName[] {
  return [...new Set(handlers.map(({ producer }) => producer))].sort();
}
