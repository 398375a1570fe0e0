import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** One call, as it came. */
export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
}

const longestBody = 20_000;

/** Another system, which takes every webhook and checks it with a library that is not ours. */
export class WebhookReceiver {
  /** Repeats included, in the order of their arrival. */
  readonly received: ReceivedWebhook[] = [];
  private readonly ids = new Set<string>();

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
        receiver.take({ headers: request.headers, body });
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
    return this.ids.has(eventId);
  }

  /** How many came, each counted once, and how many of them were signed with the secret. */
  count(secret: string): { delivered: number; verified: number } {
    const verified = this.received.filter((webhook) => isVerified(webhook, secret)).map(idOf);
    return { delivered: this.ids.size, verified: new Set(verified).size };
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(webhook: ReceivedWebhook): void {
    this.received.push(webhook);
    this.ids.add(idOf(webhook));
  }
}

/** The id that a repeat has in common with the first try. */
export function idOf({ headers }: ReceivedWebhook): string {
  return String(headers['webhook-id']);
}

/** A signature is good for some five minutes after it was made. */
export function isVerified({ headers, body }: ReceivedWebhook, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
