import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeedEvent } from '@guildhall/messages/events';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  path: string;
  headers: Record<string, string>;
  body: string;
  event: FeedEvent;
}

/** What the receiver does with a call; nothing at all where it gives `hang`. */
export type Reply = { status: number; headers?: Record<string, string> } | 'hang' | 'cut';

/** Another system: a real HTTP server on the loopback address that keeps what it is sent, and answers as it is told. */
export class WebhookReceiver {
  readonly received: ReceivedWebhook[] = [];
  reply: (webhook: ReceivedWebhook, before: number) => Reply | Promise<Reply> = () => ({ status: 204 });
  private readonly server: Server = createServer((request, response) => void this.take(request, response));

  static async start(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((listening) => receiver.server.listen(0, '127.0.0.1', listening));
    return receiver;
  }

  url(path = '/hook'): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** At one path, in the order of arrival. */
  at(path: string): ReceivedWebhook[] {
    return this.received.filter((webhook) => webhook.path === path);
  }

  /** The event inside, once the library of Standard Webhooks has verified it. @throws where the secret does not fit */
  static verified({ headers, body }: ReceivedWebhook, secret: string): FeedEvent {
    return new Webhook(secret).verify(body, headers) as FeedEvent;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const headers = request.headers as Record<string, string>;
    const webhook = { path: request.url!, headers, body, event: JSON.parse(body) as FeedEvent };
    const before = this.received.filter((one) => one.headers['webhook-id'] === headers['webhook-id']).length;
    this.received.push(webhook);
    const reply = await this.reply(webhook, before);
    if (reply === 'cut') request.socket.destroy();
    else if (reply !== 'hang') response.writeHead(reply.status, reply.headers).end('ok');
  }
}
