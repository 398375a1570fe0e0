import { isDeepStrictEqual } from 'node:util';
import type { FeedEvent, FeedPage, WebhookWithSecret } from '@guildhall/messages/events';
import type { ApiClient } from '../client/api-client.js';
import { type Prover, whenProved } from '../client/step-up.js';
import { idOf, isVerified, type ReceivedWebhook, WebhookReceiver } from '../client/webhook-receiver.js';

/** Another system that follows everything by webhooks, and holds what came against the feed. */
export class Subscriber {
  /** Of those that came: how many were looked at, and what was wrong with them. */
  private lookedAt = 0;
  private readonly forged: string[] = [];

  private constructor(
    private readonly admin: Prover,
    private readonly receiver: WebhookReceiver,
    private readonly webhook: WebhookWithSecret,
    /** Where the feed ended before there was an endpoint, and once there was one. */
    private readonly ends: { before: string | null; after: string | null },
  ) {}

  static async begin(admin: Prover): Promise<Subscriber> {
    const receiver = await WebhookReceiver.start();
    try {
      const before = (await eventsBehind(admin.api, null)).end;
      const webhook = await whenProved(admin, (api) =>
        api.post<WebhookWithSecret>('/v1/webhooks', { url: receiver.url, description: 'Crash test' }),
      );
      const after = (await eventsBehind(admin.api, before)).end;
      return new Subscriber(admin, receiver, webhook, { before, after });
    } catch (thrown) {
      receiver.close();
      throw thrown;
    }
  }

  /** What was told since has come, each subject's in its order, and nothing else has. */
  async violations(): Promise<string[]> {
    // What came before the feed was read has to be in it.
    const received = [...this.receiver.received];
    const known = await eventsBehind(this.admin.api, this.ends.before);
    const told = await eventsBehind(this.admin.api, this.ends.after);
    this.look(received, new Map(known.events.map((event) => [event.id, event])));
    const missing = told.events.filter(({ id }) => !this.receiver.has(id));
    return [
      ...this.forged,
      ...outOfOrder(received, told.events),
      ...missing.map(({ type, subject }) => `${type} of ${subject} has not come`),
      ...(told.events.length === 0 ? ['nothing was told'] : []),
    ];
  }

  counts(): { webhooks: number; repeats: number } {
    const { received } = this.receiver;
    const webhooks = new Set(received.map(idOf)).size;
    return { webhooks, repeats: received.length - webhooks };
  }

  async end(): Promise<void> {
    try {
      await whenProved(this.admin, (api) => api.request('DELETE', `/v1/webhooks/${this.webhook.id}`));
    } finally {
      this.receiver.close();
    }
  }

  /** Once each, and soon: a signature is not good for ever. */
  private look(received: readonly ReceivedWebhook[], known: ReadonlyMap<string, FeedEvent>): void {
    for (const webhook of received.slice(this.lookedAt)) {
      const event = known.get(idOf(webhook));
      if (!isVerified(webhook, this.webhook.secret)) this.forged.push(`${idOf(webhook)} is not signed as it should be`);
      else if (!event) this.forged.push(`${idOf(webhook)} is no event`);
      else if (!isDeepStrictEqual(JSON.parse(webhook.body), event)) this.forged.push(`${event.id} says something else`);
    }
    this.lookedAt = received.length;
  }
}

/** First deliveries of a subject in the order of their sequence; repeats may come at any time. */
export function outOfOrder(received: readonly ReceivedWebhook[], told: readonly FeedEvent[]): string[] {
  const byId = new Map(told.map((event) => [event.id, event]));
  const highest = new Map<string, number>();
  const found: string[] = [];
  for (const id of new Set(received.map(idOf))) {
    const event = byId.get(id);
    if (!event) continue;
    const subject = `${event.source} ${event.subject}`;
    const before = highest.get(subject) ?? 0;
    if (event.sequence < before) found.push(`${event.sequence} of ${event.subject} came after ${before}`);
    highest.set(subject, Math.max(before, event.sequence));
  }
  return found;
}

async function eventsBehind(
  api: ApiClient,
  cursor: string | null,
): Promise<{ events: FeedEvent[]; end: string | null }> {
  const events: FeedEvent[] = [];
  for (let end = cursor; ; ) {
    const from = end === null ? '' : `&cursor=${encodeURIComponent(end)}`;
    const page = await api.get<FeedPage>(`/v1/events?limit=100${from}`);
    events.push(...page.data);
    end = page.nextCursor ?? end;
    if (!page.hasMore) return { events, end };
  }
}
