import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallContext } from '@guildhall/messages/contract';
import { v7 as uuidv7 } from 'uuid';

const storage = new AsyncLocalStorage<CallContext>();

export function newCorrelationId(): string {
  return `req_${uuidv7().replaceAll('-', '')}`;
}

/** The context of the request, event or job that is being handled; work that nobody asked for gets one of its own. */
export function currentContext(): CallContext {
  return storage.getStore() ?? { correlationId: newCorrelationId(), actor: { kind: 'anonymous' } };
}

/** The correlation id where there is one: log lines of start and stop have none. */
export function currentCorrelationId(): string | undefined {
  return storage.getStore()?.correlationId;
}

export function runInContext<T>(context: CallContext, work: () => T): T {
  return storage.run(context, work);
}
