import type { ServerResponse } from 'node:http';
import type { FakeBehaviour } from './behaviour.js';
import { errorReply } from './replies.js';

/** Sends what the behaviour asks for; `goodReply` is the body where nothing goes wrong. */
export function sendReply(response: ServerResponse, behaviour: FakeBehaviour, goodReply: () => unknown): void {
  const error = errorReply(behaviour);
  if (error) sendJson(response, error.status, error.body, error.headers);
  else if (behaviour.kind === 'html') sendHtml(response);
  else if (behaviour.kind === 'oversized') sendJson(response, 200, { padding: 'x'.repeat(behaviour.bytes) });
  else if (behaviour.kind === 'truncated_json') sendText(response, firstHalf(goodReply()));
  else if (behaviour.kind === 'drip') drip(response, JSON.stringify(goodReply()), behaviour.everyMs);
  else if (behaviour.kind === 'connection_reset') {
    reset(response, behaviour.at === 'body' ? firstHalf(goodReply()) : null);
  } else if (behaviour.kind !== 'hang') sendJson(response, 200, goodReply());
}

function sendHtml(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<!doctype html><title>Sign in</title><p>Please sign in to this network.');
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'openai-version': '2020-10-01', ...headers });
  response.end(JSON.stringify(body));
}

function sendText(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(text);
}

function firstHalf(reply: unknown): string {
  const whole = JSON.stringify(reply);
  return whole.slice(0, Math.floor(whole.length / 2));
}

/** A whole, good reply that arrives byte by byte, so that no pause between two bytes is ever long. */
function drip(response: ServerResponse, text: string, everyMs: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const bytes = Buffer.from(text);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < bytes.length) response.write(bytes.subarray(sent, ++sent));
    else response.end();
  }, everyMs);
  response.on('close', () => clearInterval(timer));
}

function reset(response: ServerResponse, firstBytes: string | null): void {
  if (firstBytes === null) {
    response.socket?.resetAndDestroy();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': firstBytes.length * 2 });
  response.write(firstBytes, () => response.socket?.resetAndDestroy());
}
