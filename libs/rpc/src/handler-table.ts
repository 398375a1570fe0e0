import type { CallContext, ServiceName } from '@guildhall/messages/contract';
import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import { type AnyRpcDefinition, FailedCall } from './handle-rpc.decorator.js';
import { compileInputReader, type InputReader } from './input-reader.js';

export interface RpcHandler {
  readonly definition: AnyRpcDefinition;
  readonly readInput: InputReader<object>;
  /** Rejects with what the controller threw. */
  run(input: object, context: CallContext): Promise<object>;
}

/** The handlers of one service, exactly one per definition. */
export class HandlerTable {
  private readonly handlers = new Map<string, RpcHandler>();

  constructor(private readonly service: ServiceName) {}

  add(definition: AnyRpcDefinition, callback: MessageHandler): void {
    const { name } = definition;
    if (definition.service !== this.service) {
      throw new Error(`${name} belongs to ${definition.service}; ${this.service} must not answer it.`);
    }
    if (this.handlers.has(name)) throw new Error(`${name} has a second handler; remove one @HandleRpc.`);
    this.handlers.set(name, {
      definition,
      readInput: compileInputReader(definition.input),
      run: (input, context) => runThroughNest(callback, input, context),
    });
  }

  get(name: string): RpcHandler | undefined {
    return this.handlers.get(name);
  }

  /** @throws Error that names every definition without a handler, and every handler without a definition. */
  assertComplete(definitions: Iterable<AnyRpcDefinition>): void {
    const expected = new Map([...definitions].map((one) => [one.name, one]));
    const missing = [...expected.keys()].filter((name) => !this.handlers.has(name));
    const foreign = [...this.handlers.values()].filter(
      ({ definition }) => expected.get(definition.name) !== definition,
    );
    const problems = [
      ...missing.map((name) => `${name} has no handler: write a controller method with @HandleRpc for it`),
      ...foreign.map(({ definition }) => `${definition.name} has a handler, but is not among the service's messages`),
    ];
    if (problems.length > 0) throw new Error(`${this.service} cannot start: ${problems.join('; ')}.`);
  }
}

async function runThroughNest(callback: MessageHandler, input: object, context: CallContext): Promise<object> {
  let result: unknown = await callback(input, context);
  // Only where the service has an interceptor does Nest answer with an observable.
  if (isObservable(result)) result = await lastValueFrom(result);
  if (result instanceof FailedCall) throw result.error;
  return result as object;
}

/** The commands and queries among the exports of a service's messages. */
export function rpcDefinitionsOf(service: ServiceName, messages: object): AnyRpcDefinition[] {
  return Object.values(messages).filter((value): value is AnyRpcDefinition => isDefinitionOf(service, value));
}

function isDefinitionOf(service: ServiceName, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, service: owner } = value as Partial<AnyRpcDefinition>;
  return (kind === 'command' || kind === 'query') && owner === service;
}
