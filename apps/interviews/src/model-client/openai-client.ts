import type { Clock } from '@guildhall/clock';
import { OpenAI } from 'openai';
import { failureOf, retry } from './failure-of.js';
import { ModelCallError } from './model-failure.js';

/** A server that speaks OpenAI's HTTP API. A self-hosted one may need no key. */
export interface ModelEndpoint {
  baseUrl: string;
  apiKey: string | null;
}

export interface ModelReply {
  /** The body as it came. */
  text: string;
  /** The same, parsed; of a shape that nobody has checked yet. */
  body: unknown;
  headers: Headers;
  latencyMs: number;
}

export interface CallLimits {
  /** The caller's own signal; its reason is thrown where it fires first. */
  signal: AbortSignal;
  /** From the first byte sent to the last byte read. */
  deadlineMs: number;
  idempotencyKey: string;
  clock: Clock;
}

type CallOptions = {
  signal: AbortSignal;
  timeout: number;
  maxRetries: 0;
  headers: Record<string, string>;
};

const largestReplyBytes = 4 * 1024 * 1024;

/** The package's client without any of its own retries: the job queue alone repeats, and it obeys `Retry-After`. */
export function openAiClient(endpoint: ModelEndpoint): OpenAI {
  return new OpenAI({
    baseURL: endpoint.baseUrl,
    apiKey: endpoint.apiKey ?? 'none',
    // Given as null so that the package does not read them, or a key for webhooks, from the environment.
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // A transcript goes to the configured host and to no other.
    fetchOptions: { redirect: 'error' },
  });
}

/**
 * Sends one request and reads the whole reply within one deadline. The body is read and parsed here because the package
 * returns an HTML page as a string and throws a bare `SyntaxError` for JSON that ends early.
 *
 * Throws a `ModelCallError`, or the reason of `limits.signal`.
 */
export async function callModel(
  send: (options: CallOptions) => { asResponse(): Promise<Response> },
  limits: CallLimits,
): Promise<ModelReply> {
  const deadline = AbortSignal.timeout(limits.deadlineMs);
  const signal = AbortSignal.any([limits.signal, deadline]);
  const headers = { 'Idempotency-Key': limits.idempotencyKey };
  const startedMs = performance.now();
  try {
    signal.throwIfAborted();
    const response = await send({ signal, timeout: limits.deadlineMs, maxRetries: 0, headers }).asResponse();
    const text = await readText(response, signal);
    return {
      text,
      body: parsed(text),
      headers: response.headers,
      latencyMs: Math.round(performance.now() - startedMs),
    };
  } catch (thrown) {
    limits.signal.throwIfAborted();
    if (thrown instanceof ModelCallError) throw thrown;
    const failure = deadline.aborted
      ? retry('timeout', `No complete reply within ${limits.deadlineMs} ms`)
      : failureOf(thrown, limits.clock.now());
    throw new ModelCallError(failure, { cause: thrown });
  }
}

async function readText(response: Response, signal: AbortSignal): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await readAll(reader, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    if (thrown instanceof ModelCallError) throw thrown;
    throw new ModelCallError(retry('connection', 'The reply broke off'), { cause: thrown });
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    signal.throwIfAborted();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > largestReplyBytes) throw unreadable(`The reply is over ${largestReplyBytes} bytes`);
    text += decoder.decode(value, { stream: true });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(`The reply is no JSON; it starts with ${JSON.stringify(text.slice(0, 40))}`, cause);
  }
}

/** A 200 that holds nothing usable. A proxy in the way or a server in trouble: worth a few repeats, never a score. */
export function unreadable(detail: string, cause?: unknown): ModelCallError {
  return new ModelCallError(retry('unreadable_reply', detail), { cause });
}
