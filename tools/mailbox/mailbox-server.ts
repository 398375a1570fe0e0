import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { messageOf } from '@guildhall/errors';
import type { MailStore } from './mail-store.js';
import { listPage, mailPage, messagePage, STYLESHEET } from './mailbox-page.js';

const PAGE_LIMIT = 200;
const REQUEST_TIMEOUT_MS = 10_000;
const LOOPBACK = '127.0.0.1';

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

interface Answer {
  status: number;
  type: 'text/html' | 'text/css' | 'application/json';
  body: string;
}

/**
 * The mailbox for people (`/`, `/mails/{id}`) and for programs (`/api/mails?to=…`, `/api/mails/{id}`). Mails hold
 * login links: it answers on the loopback address only, and only to requests that name it, so that a page on the
 * internet cannot reach it by a name of its own (DNS rebinding).
 */
export async function listenForReaders(store: MailStore, port: number): Promise<Server> {
  const names = new Set([`${LOOPBACK}:${port}`, `localhost:${port}`]);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    answer(store, request, names)
      .catch((error): Answer => ({ status: 500, type: 'text/html', body: messagePage(messageOf(error)) }))
      .then((found) => send(response, found));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return server;
}

async function answer(store: MailStore, request: IncomingMessage, names: ReadonlySet<string>): Promise<Answer> {
  if (!names.has(request.headers.host ?? '')) return refusal(421, 'This mailbox answers on the loopback address only.');
  if (request.method !== 'GET') return refusal(405, 'Mails can only be read here.');
  const url = new URL(request.url ?? '/', `http://${LOOPBACK}`);
  const to = url.searchParams.get('to') ?? '';
  switch (url.pathname) {
    case '/':
      return html(listPage(store.list({ to, limit: PAGE_LIMIT }), { to, limit: PAGE_LIMIT }));
    case '/mailbox.css':
      return { status: 200, type: 'text/css', body: STYLESHEET };
    case '/api/mails':
      return json(200, { mails: store.list({ to, limit: PAGE_LIMIT }) });
  }
  const [, api, id] = /^(\/api)?\/mails\/([0-9a-f-]{36})$/.exec(url.pathname) ?? [];
  const mail = id ? await store.find(id) : null;
  if (mail) return api ? json(200, mail) : html(mailPage(mail));
  return url.pathname.startsWith('/api/') ? json(404, { title: 'No such mail' }) : refusal(404, 'No such mail');
}

function html(body: string): Answer {
  return { status: 200, type: 'text/html', body };
}

function json(status: number, body: object): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

function refusal(status: number, message: string): Answer {
  return { status, type: 'text/html', body: messagePage(message) };
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': `${type}; charset=utf-8` }).end(body);
}
