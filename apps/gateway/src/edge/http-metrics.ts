import type { Logger, Metrics } from '@guildhall/observability';
import type { FastifyInstance } from 'fastify';
import type { OpenRequests } from './open-requests.js';

/** Counts, times and logs requests by route, never by path: paths carry ids, and media links are secrets. */
export function meterRequests(fastify: FastifyInstance, open: OpenRequests, metrics: Metrics, logger: Logger): void {
  const count = metrics.counter('http_requests_total', 'Requests answered.', ['method', 'route', 'status']);
  const duration = metrics.histogram('http_request_duration_seconds', 'How long requests took.', ['method', 'route']);
  metrics.gauge('http_requests_in_flight', 'Requests that wait for their answer.', [], (gauge) =>
    gauge.set(open.inFlight),
  );
  fastify.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
    const status = reply.statusCode;
    count.inc({ method, route, status: String(status) });
    duration.observe({ method, route }, reply.elapsedTime / 1_000);
    const facts = { method, route, status, durationMs: Math.round(reply.elapsedTime), correlationId: request.id };
    if (status >= 500) logger.warn(facts, 'Request answered.');
    else logger.debug(facts, 'Request answered.');
  });
}
