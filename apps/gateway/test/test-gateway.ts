import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Clock, systemClock } from '@guildhall/clock';
import { readConfig } from '@guildhall/config';
import { createLogger } from '@guildhall/observability';
import { GatewayConfig } from '../src/gateway.config.js';
import { type StartedGateway, startGateway } from '../src/start-gateway.js';
import { envelopeKeys } from './fake-services.js';

export interface TestGateway extends StartedGateway {
  config: GatewayConfig;
  /** Sends JSON, and gives the response with its body read. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
}

export interface AskOptions {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

const linkSigningKey = Buffer.alloc(32, 9).toString('base64');

/** The real gateway on a port of its own, with a spool and storage that are removed with it. */
export async function startTestGateway(options: {
  redisUrl: string;
  clock?: Clock;
  settings?: Record<string, string>;
}): Promise<TestGateway> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'guildhall-gateway-'));
  const config = readConfig(GatewayConfig, {
    ...{ PORT: '0', PUBLIC_URL: 'https://hiring.example', REDIS_URL: options.redisUrl, ENVELOPE_KEYS: envelopeKeys },
    ...{ LINK_SIGNING_KEY: linkSigningKey, LOG_LEVEL: 'silent', SPOOL_DIR: path.join(directory, 'spool') },
    ...{ STORAGE_DIRECTORY: path.join(directory, 'storage'), DATA_KEYS_DIRECTORY: path.join(directory, 'keys') },
    ...options.settings,
  });
  const logger = createLogger({ service: 'gateway', level: 'silent' });
  const gateway = await startGateway(config, { clock: options.clock ?? systemClock, logger });
  return {
    ...gateway,
    config,
    ask: (method, target, asked) => ask(new URL(target, gateway.url), method, asked),
    async close() {
      await gateway.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function ask(url: URL, method: string, { token, body, headers }: AskOptions = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(15_000),
    redirect: 'manual',
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, text, json };
}
