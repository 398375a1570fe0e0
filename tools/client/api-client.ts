import { randomUUID } from 'node:crypto';
import type { Problem } from '@guildhall/errors';

export interface ApiReply<T> {
  status: number;
  headers: Headers;
  body: T;
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
  /** One for each request unless given; the same key again is the same request again. */
  idempotencyKey?: string;
}

/** A reply outside 2xx, with its problem document. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly request: string,
    readonly status: number,
    readonly problem: Partial<Problem>,
    readonly headers: Headers,
  ) {
    super(`${request} answered ${status} ${problem.code ?? ''}: ${problem.detail ?? 'no detail'}`);
  }
}

const timeoutMs = 30_000;

/** A client of the public HTTP API as one caller: anonymous until it holds a token. */
export class ApiClient {
  constructor(
    readonly baseUrl: string,
    readonly token: string | null = null,
  ) {}

  as(token: string): ApiClient {
    return new ApiClient(this.baseUrl, token);
  }

  async get<T>(path: string): Promise<T> {
    return (await this.request<T>('GET', path)).body;
  }

  async post<T>(path: string, body: unknown = {}, options: RequestOptions = {}): Promise<T> {
    return (await this.request<T>('POST', path, { ...options, body })).body;
  }

  /** @throws ApiProblem for anything but 2xx */
  async request<T>(method: string, path: string, options: RequestOptions = {}): Promise<ApiReply<T>> {
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      headers: this.headers(method, options),
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'manual',
    });
    const text = await response.text();
    const body = text === '' ? null : parsed(text);
    if (!response.ok) {
      throw new ApiProblem(`${method} ${path}`, response.status, (body ?? {}) as Partial<Problem>, response.headers);
    }
    return { status: response.status, headers: response.headers, body: body as T };
  }

  /** @throws Error for anything but 2xx */
  async download(path: string): Promise<Buffer> {
    const response = await fetch(new URL(path, this.baseUrl), {
      headers: this.authorization(),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  authorization(): Record<string, string> {
    return this.token === null ? {} : { authorization: `Bearer ${this.token}` };
  }

  private headers(method: string, options: RequestOptions): Record<string, string> {
    return {
      ...this.authorization(),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': options.idempotencyKey ?? randomUUID() } : {}),
      ...options.headers,
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}

/** Every item of a paged list. */
export async function everyItem<T>(client: ApiClient, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const at: string =
      cursor === null ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
    const page: { data: T[]; nextCursor: string | null; hasMore: boolean } = await client.get(at);
    items.push(...page.data);
    cursor = page.hasMore ? page.nextCursor : null;
  } while (cursor !== null);
  return items;
}
