import type { RpcDefinition, ServiceName } from '../contract/index.js';

/** A command or query that several services answer, each under its own name; the definition of one service is one object. */
export function perService<I extends object, O extends object>(
  define: (service: ServiceName) => RpcDefinition<I, O>,
): (service: ServiceName) => RpcDefinition<I, O> {
  const definitions = new Map<ServiceName, RpcDefinition<I, O>>();
  return (service) => {
    const definition = definitions.get(service) ?? define(service);
    definitions.set(service, definition);
    return definition;
  };
}
