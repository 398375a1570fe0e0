import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { guardedAgents, type Resolve } from './guarded-agents.js';
import { HostNames } from './host-names.js';
import { retryAfterSeconds } from './retry-after.js';
import { readWebhookUrl, type UrlRules } from './webhook-url.js';

export interface OutgoingWebhook {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What became of one call: an answer of any status, or why there was none. */
export type Answer =
  | { status: number; retryAfterSeconds: number | null }
  | { status: null; failure: CallFailure; retryAfterSeconds: null };

/** Codes, not the words of errors, which like to repeat addresses and names. */
export type CallFailure =
  | 'url_refused'
  | 'address_refused'
  | 'name_not_found'
  | 'connection_refused'
  | 'connection_lost'
  | 'certificate_refused'
  | 'no_answer_in_time'
  | 'no_http'
  | 'secret_unreadable'
  | 'internal_error';

export interface SenderOptions extends UrlRules {
  timeoutMs?: number;
  /** For tests: another answer to what a name leads to. */
  resolve?: Resolve;
  /** For tests: name servers other than the machine's. */
  nameServers?: readonly string[];
}

const defaultTimeoutMs = 15_000;
/** A receiver that closed a kept connection shows it at once; what is cut later may have been taken. */
const latestRepeatMs = 1_000;
/** An answer is read to keep the connection; what is longer is not worth it. */
const longestAnswerBytes = 64 * 1_024;

/**
 * Posts to the URLs of strangers. Redirects are answers like any other and are not followed, proxies of the environment are
 * not used, and nothing of an answer is kept but its status.
 */
export class WebhookSender {
  private readonly agents;
  private readonly names: HostNames;
  private readonly timeoutMs: number;

  constructor(private readonly options: SenderOptions) {
    this.timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
    // As long as a call: no lookup outlives the one that it was begun for.
    const { nameServers: servers } = options;
    this.names = new HostNames({ timeoutMs: this.timeoutMs, ...(servers && { servers }) });
    const resolve = options.resolve ?? ((hostname: string) => this.names.addressesOf(hostname));
    this.agents = guardedAgents({ allowLoopback: options.allowLoopback, resolve });
  }

  /** Never rejects. */
  async post(webhook: OutgoingWebhook): Promise<Answer> {
    const read = readWebhookUrl(webhook.url, this.options);
    if ('fault' in read) return unanswered('url_refused');
    return await this.call(read.url, webhook, performance.now(), false);
  }

  /** Cuts what is still open. */
  close(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
    this.names.close();
  }

  /** @param beganAtMs of the first try: both have the time of one, and end while the delivery is still held */
  private call(url: URL, webhook: OutgoingWebhook, beganAtMs: number, isSecondTry: boolean): Promise<Answer> {
    const isHttps = url.protocol === 'https:';
    const bytes = Buffer.from(webhook.body);
    const headers = { ...webhook.headers, 'content-length': String(bytes.length) };
    return new Promise((resolve) => {
      const outgoing = isHttps
        ? https.request(url, { method: 'POST', headers, agent: this.agents.https })
        : http.request(url, { method: 'POST', headers, agent: this.agents.http });
      const leftMs = Math.max(0, beganAtMs + this.timeoutMs - performance.now());
      const timer = setTimeout(() => outgoing.destroy(new TooLate()), leftMs);
      outgoing.once('close', () => clearTimeout(timer));
      outgoing.once('response', (incoming) => {
        resolve(answerOf(incoming));
        drain(incoming);
      });
      outgoing.once('error', (error) => {
        clearTimeout(timer);
        // The receiver had closed a kept connection just before: it has seen nothing of this call.
        const wasCutAtOnce = codeOf(error) === 'ECONNRESET' && performance.now() - beganAtMs < latestRepeatMs;
        const isStale = outgoing.reusedSocket && !isSecondTry && wasCutAtOnce;
        resolve(isStale ? this.call(url, webhook, beganAtMs, true) : unanswered(failureOf(error)));
      });
      outgoing.end(bytes);
    });
  }
}

class TooLate extends Error {
  readonly code = 'no_answer_in_time';
}

function answerOf({ statusCode = 0, headers }: IncomingMessage): Answer {
  return { status: statusCode, retryAfterSeconds: retryAfterSeconds(headers['retry-after'], Date.now()) };
}

export function unanswered(failure: CallFailure): Answer {
  return { status: null, failure, retryAfterSeconds: null };
}

/** Reads the answer's body so that the connection can be used again, up to a limit; the call's own timer goes on. */
function drain(incoming: IncomingMessage): void {
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > longestAnswerBytes) incoming.destroy();
  });
  incoming.on('error', () => undefined);
}

const failures: Record<string, CallFailure> = {
  address_refused: 'address_refused',
  no_answer_in_time: 'no_answer_in_time',
  ENOTFOUND: 'name_not_found',
  ECONNREFUSED: 'connection_refused',
  EHOSTUNREACH: 'connection_refused',
  ENETUNREACH: 'connection_refused',
  EADDRNOTAVAIL: 'connection_refused',
  ETIMEDOUT: 'no_answer_in_time',
};

function failureOf(error: Error): CallFailure {
  const code = codeOf(error);
  if (failures[code]) return failures[code];
  if (code.startsWith('HPE_')) return 'no_http';
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code) ? 'certificate_refused' : 'connection_lost';
}

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  // Several addresses of one name were tried: the first tells.
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [];
  return first ? codeOf(first) : '';
}
