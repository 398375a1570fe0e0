import createClient, { type Middleware } from 'openapi-fetch';
import { ApiProblem, type Problem } from './api-problem.js';
import type { paths } from './schema.gen.js';

const timeoutMs = 30_000;

/** A repeat of a request whose answer was lost has its effect once. */
const withIdempotencyKey: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('idempotency-key')) {
      request.headers.set('idempotency-key', crypto.randomUUID());
    }
  },
};

const refusalsAreThrown: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return;
    const problem: Partial<Problem> = await response
      .clone()
      .json()
      .catch(() => ({}));
    throw new ApiProblem(response.status, problem, response.headers);
  },
};

/** The public API, with the session in a cookie that no script can read. Its types are made from `docs/openapi.json`. */
export const api = createClient<paths>({
  baseUrl: '/',
  fetch: (request) => fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) }),
});
api.use(withIdempotencyKey, refusalsAreThrown);

/** The body of an answer; refusals were thrown before. */
export async function bodyOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
