import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

// A vendor of transcriptions in a process of its own: OpenAI's protocol, a latency, and a limit that it enforces as a bucket
// of tokens which holds those of one second.

const latencyMs = Number(process.env['BENCH_LATENCY_MS']);
const perSecond = Number(process.env['BENCH_PER_SECOND']);

const counts = { accepted: 0, refused: 0, firstAt: 0, lastAt: 0 };
let tokens = Math.max(1, perSecond);
let filledAt = performance.now();

const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('message', () => process.send!({ counts }));
process.on('disconnect', () => process.exit(0));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  for await (const _ of request) {
    // Every byte of the audio arrives before anything is answered, as with the vendor.
  }
  if (!takeToken()) return refuse(response);
  counts.accepted += 1;
  counts.firstAt ||= performance.now();
  counts.lastAt = performance.now();
  await pause(latencyMs);
  send(response, 200, transcription());
}

function takeToken(): boolean {
  const now = performance.now();
  tokens = Math.min(Math.max(1, perSecond), tokens + ((now - filledAt) / 1_000) * perSecond);
  filledAt = now;
  if (tokens < 1) return false;
  tokens -= 1;
  return true;
}

function refuse(response: ServerResponse): void {
  counts.refused += 1;
  const waitMs = Math.ceil(((1 - tokens) / perSecond) * 1_000);
  response.setHeader('retry-after-ms', String(waitMs));
  response.setHeader('retry-after', String(Math.ceil(waitMs / 1_000)));
  const message = 'Rate limit reached for requests';
  send(response, 429, { error: { message, type: 'requests', param: null, code: 'rate_limit_exceeded' } });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Thirty seconds at two words a second, as somebody speaks who thinks. */
function transcription(): object {
  const words = Array.from({ length: 56 }, (_, at) => ({ word: `word${at}`, start: 1 + at / 2, end: 1.4 + at / 2 }));
  const text = words.map(({ word }) => word).join(' ');
  const segments = [{ id: 0, start: 1, end: 29, text, avg_logprob: -0.1 }];
  return { task: 'transcribe', language: 'english', duration: 30, text, segments, words };
}
