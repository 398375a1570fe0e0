import type { FeedEvent, WebhookWithSecret } from '@guildhall/messages/events';
import { everyItem } from '../client/api-client.js';
import { poll } from '../client/poll.js';
import { type Prover, whenProved } from '../client/step-up.js';
import { WebhookReceiver } from '../client/webhook-receiver.js';

const deliveredWithinMs = 60_000;

/** Follows everything that the platform tells, by webhooks, from the moment it was begun. */
export class EventFollower {
  private constructor(
    private readonly receiver: WebhookReceiver,
    private readonly secret: string,
    /** What was told before. */
    private readonly earlier: ReadonlySet<string>,
  ) {}

  static async begin(admin: Prover): Promise<EventFollower> {
    const receiver = await WebhookReceiver.start();
    const { secret } = await whenProved(admin, (api) =>
      api.post<WebhookWithSecret>('/v1/webhooks', { url: receiver.url, description: 'Demo receiver' }),
    );
    const told = await everyItem<FeedEvent>(admin.api, '/v1/events?limit=100');
    return new EventFollower(receiver, secret, new Set(told.map(({ id }) => id)));
  }

  /** Waits until what the feed shows has come by webhook, too. */
  async end(admin: Prover): Promise<{ events: FeedEvent[]; webhooks: { delivered: number; verified: number } }> {
    const events = await poll(
      'Every event by webhook',
      async () => {
        const told = await everyItem<FeedEvent>(admin.api, '/v1/events?limit=100');
        const missing = told.filter(({ id }) => !this.earlier.has(id) && !this.receiver.has(id));
        return missing.length === 0 ? told : null;
      },
      deliveredWithinMs,
    );
    return { events, webhooks: this.receiver.count(this.secret) };
  }

  close(): void {
    this.receiver.close();
  }
}
