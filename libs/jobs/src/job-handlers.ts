import type { JobDefinition } from '@guildhall/messages/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { handledBy } from './handle-job.js';
import type { JobHandler } from './job-run.js';

export interface FoundHandler {
  definition: JobDefinition<object>;
  /** `TakeTranscriber.transcribe` */
  where: string;
  handle: JobHandler;
}

/** Each declared job with the one method that runs it. */
export type JobHandlers = ReadonlyMap<string, FoundHandler>;

/**
 * The handlers among the providers of a Nest application, whose module imports `DiscoveryModule`.
 * @throws Error that lists every job without a handler or with two of them, and how to mend it.
 */
export function jobHandlersIn(
  application: INestApplicationContext,
  definitions: readonly JobDefinition<object>[],
): JobHandlers {
  return checkedHandlers(definitions, foundHandlers(application));
}

export function checkedHandlers(
  definitions: readonly JobDefinition<object>[],
  found: readonly FoundHandler[],
): JobHandlers {
  const faults: string[] = [];
  const handlers = new Map<string, FoundHandler>();
  for (const { name } of definitions) {
    const own = found.filter((handler) => handler.definition.name === name);
    if (own.length === 0) {
      faults.push(`No provider runs the job "${name}"; mark a method with @HandleJob and add its class to a module.`);
    }
    if (own.length > 1) {
      const places = own.map((handler) => handler.where).join(' and ');
      faults.push(`The job "${name}" is run by ${places}; take @HandleJob from all but one of them.`);
    }
    if (own[0]) handlers.set(name, own[0]);
  }
  for (const { definition, where } of found) {
    if (definitions.some(({ name }) => name === definition.name)) continue;
    faults.push(`${where} runs the job "${definition.name}", which the service does not declare; add it to its jobs.`);
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return handlers;
}

function foundHandlers(application: INestApplicationContext): FoundHandler[] {
  const scanner = new MetadataScanner();
  return application
    .get(DiscoveryService, { strict: false })
    .getProviders()
    .flatMap(({ instance }) => {
      if (typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance);
      return scanner.getAllMethodNames(prototype).flatMap((method) =>
        handledBy(prototype[method]).map((definition) => ({
          definition,
          where: `${instance.constructor.name}.${method}`,
          handle: (payload, run) => instance[method](payload, run),
        })),
      );
    });
}
