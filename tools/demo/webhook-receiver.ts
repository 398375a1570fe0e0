import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

const longestBody = 20_000;

/** Another system, which takes every webhook and checks it with a library that is not ours. */
export class WebhookReceiver {
  /** By the id that a repeat has in common with the first try. */
  private readonly received = new Map<string, Received>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
        if (body.length > longestBody) request.destroy();
      });
      request.on('end', () => {
        receiver.received.set(String(request.headers['webhook-id']), { headers: request.headers, body });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const receiver = new WebhookReceiver(server, `http://127.0.0.1:${port}/events`);
    return receiver;
  }

  has(eventId: string): boolean {
    return this.received.has(eventId);
  }

  /** How many came, each counted once, and how many of them were signed with the secret. */
  count(secret: string): { delivered: number; verified: number } {
    const webhook = new Webhook(secret);
    const verified = [...this.received.values()].filter(({ headers, body }) => isVerified(webhook, headers, body));
    return { delivered: this.received.size, verified: verified.length };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

function isVerified(webhook: Webhook, headers: IncomingHttpHeaders, body: string): boolean {
  try {
    webhook.verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
