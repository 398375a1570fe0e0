import { randomUUID } from 'node:crypto';
import { EnvelopeError, type EnvelopeSigner } from '@guildhall/envelope';
import type { ServiceName } from '@guildhall/messages/contract';
import type { Logger, Metrics } from '@guildhall/observability';
import { connectRedis } from '@guildhall/redis';
import type { Redis } from 'ioredis';
import { inboxChannel, type Reply, readReplies, readReply } from './wire.js';

export interface InboxOptions {
  redisUrl: string;
  service: ServiceName;
  signer: EnvelopeSigner;
  logger: Logger;
  metrics: Metrics;
  /** Told whenever replies begin, or cease, to be heard. */
  onChange: () => void;
}

/** The channel on which one process hears the replies to its own requests. */
export class Inbox {
  readonly channel: string;
  private readonly redis: Redis;
  private readonly waiting = new Map<string, (reply: Reply) => void>();
  private readonly refused;
  private isOpen = false;

  constructor(private readonly options: InboxOptions) {
    this.channel = inboxChannel(options.service, randomUUID());
    this.refused = options.metrics.counter('rpc_replies_refused_total', 'Replies not believed.', ['reason']);
    this.redis = connectRedis(options.redisUrl, 'subscriber', { name: `${options.service}-rpc-inbox` });
    this.redis.on('ready', () => void this.open());
    this.redis.on('close', () => this.setOpen(false));
    this.redis.on('message', (_channel: string, sealed: string) => this.hear(sealed));
  }

  private async open(): Promise<void> {
    try {
      await this.redis.subscribe(this.channel);
    } catch {
      // The connection went again; the next `ready` subscribes.
      return;
    }
    this.setOpen(true);
  }

  private setOpen(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.options.onChange();
  }

  /** Whether replies can be heard now. */
  get isListening(): boolean {
    return this.isOpen;
  }

  /** Hears the reply to one request, until `forget`. */
  expect(nonce: string, hear: (reply: Reply) => void): void {
    this.waiting.set(nonce, hear);
  }

  forget(nonces: Iterable<string>): void {
    for (const nonce of nonces) this.waiting.delete(nonce);
  }

  /** A connection that only listens does not notice that it is dead; a question that gets no answer shows it. */
  probe(): void {
    this.redis.ping().catch(() => undefined);
  }

  close(): void {
    this.redis.disconnect();
    this.setOpen(false);
  }

  private hear(sealed: string): void {
    try {
      const { body } = this.options.signer.open(sealed, { audience: this.channel, kind: 'reply' });
      // Nobody waits where the caller has given up, or another replica was faster.
      for (const reply of readReplies(body)) this.waiting.get(reply.nonce)?.(readReply(reply.body));
    } catch (thrown) {
      const reason = thrown instanceof EnvelopeError ? thrown.fault : 'malformed';
      this.refused.inc({ reason });
      this.options.logger.warn({ reason }, 'Refused a reply.');
    }
  }
}
