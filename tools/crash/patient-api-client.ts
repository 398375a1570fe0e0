import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient, ApiProblem, type ApiReply, type RequestOptions } from '../client/api-client.js';

const patienceMs = 60_000;
const pauseMs = 250;
/** Said by an edge that is alive: the request had no effect yet, or its effect is only not known yet. */
const passing = new Set([502, 503, 504]);

/** What clients had to try again, and why. */
export interface Retries {
  connection: number;
  unavailable: number;
  inProgress: number;
}

/**
 * A client as the guide for API clients asks for: a request that found nobody, or somebody who is just getting up, is sent
 * again under the same `Idempotency-Key` for a minute. A 500 is never tried again: under no fault may there be one.
 */
export class PatientApiClient extends ApiClient {
  constructor(
    baseUrl: string,
    readonly retries: Retries,
    token: string | null = null,
  ) {
    super(baseUrl, token);
  }

  override as(token: string): PatientApiClient {
    return new PatientApiClient(this.baseUrl, this.retries, token);
  }

  override async request<T>(method: string, path: string, options: RequestOptions = {}): Promise<ApiReply<T>> {
    const same = { ...options, idempotencyKey: options.idempotencyKey ?? randomUUID() };
    const deadline = performance.now() + patienceMs;
    for (;;) {
      try {
        return await super.request<T>(method, path, same);
      } catch (thrown) {
        const reason = reasonToRetry(thrown);
        if (reason === null || performance.now() > deadline) throw thrown;
        this.retries[reason] += 1;
        await pause(pauseMs);
      }
    }
  }
}

function reasonToRetry(thrown: unknown): keyof Retries | null {
  if (!(thrown instanceof ApiProblem)) return 'connection';
  if (passing.has(thrown.status)) return 'unavailable';
  return thrown.problem.code === 'in_progress' ? 'inProgress' : null;
}
