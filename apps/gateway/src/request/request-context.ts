import type { CallContext } from '@guildhall/messages/contract';
import { runInContext } from '@guildhall/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Fingerprints } from './fingerprint.js';
import { idempotencyKeyOf } from './idempotency-key.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** To be called first of all hooks: everything that follows is logged under the request's id. */
export function openRequestContext(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    runInContext({ correlationId: request.id, actor: { kind: 'anonymous' } }, done);
  });
}

/**
 * From here on calls of services carry who asks and the client's idempotency key. A second time, because the body has been
 * read in between, and what reads it runs outside of the context.
 */
export function completeRequestContext(fastify: FastifyInstance, fingerprints: Fingerprints): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    let context: CallContext;
    try {
      context = contextOf(request, fingerprints);
    } catch (thrown) {
      done(thrown as Error);
      return;
    }
    runInContext(context, done);
  });
}

function contextOf(request: FastifyRequest, fingerprints: Fingerprints): CallContext {
  const actor = request.principal?.actor ?? { kind: 'anonymous' as const };
  const context: CallContext = { correlationId: request.id, actor };
  const key = safeMethods.has(request.method) ? undefined : idempotencyKeyOf(request.headers);
  if (key !== undefined) {
    context.idempotency = { key, fingerprint: fingerprints.of(request.method, pathOf(request.url), request.body) };
  }
  return context;
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}
