import type { EnvelopeSigner } from '@guildhall/envelope';
import type { ServiceName } from '@guildhall/messages/contract';
import { type Logger, newCorrelationId } from '@guildhall/observability';
import { connectRedis, hashTaggedKey } from '@guildhall/redis';
import type { Redis } from 'ioredis';

export interface EventWakeUpsOptions {
  service: ServiceName;
  redisUrl: string;
  signer: EnvelopeSigner;
  logger: Logger;
}

/** Whoever misses it looks by itself within 5 s. */
const wakeUpTtlMs = 5_000;

type OnHead = (head: number) => void;

/**
 * "There is something new": a signed hint on Redis that spares followers the wait. It carries the head of the log and nothing
 * else; one that is lost, repeated or late changes nothing but the moment of the next pull.
 */
export class EventWakeUps {
  private publisher: Redis | undefined;
  private subscriber: Redis | undefined;
  private readonly listeners = new Map<string, { producer: ServiceName; onHead: OnHead }[]>();

  constructor(private readonly options: EventWakeUpsOptions) {}

  /** Never rejects: followers also look by themselves. */
  async announce(head: number): Promise<void> {
    const { service, signer, redisUrl, logger } = this.options;
    this.publisher ??= connectRedis(redisUrl, 'prompt', { name: `events-${service}-wake`, log: logger });
    const header = {
      kind: 'wake' as const,
      audience: audienceOf(service),
      actor: { kind: 'service' as const, id: service },
      correlationId: newCorrelationId(),
      ttlMs: wakeUpTtlMs,
      nonce: String(head),
    };
    try {
      await this.publisher.publish(channelOf(service), signer.seal(header, String(head)));
    } catch (error) {
      logger.debug({ err: error }, 'Followers could not be woken; they will look by themselves.');
    }
  }

  /** Calls `onHead` with the head of the producer's log whenever it has grown; again after every reconnect of Redis. */
  listen(producer: ServiceName, onHead: OnHead): void {
    const channel = channelOf(producer);
    this.listeners.set(channel, [...(this.listeners.get(channel) ?? []), { producer, onHead }]);
    this.subscriber ??= this.connectSubscriber();
    this.subscriber.subscribe(channel).catch((error) => {
      this.options.logger.debug({ err: error, channel }, 'A subscription waits for Redis.');
    });
  }

  close(): void {
    this.publisher?.disconnect();
    this.subscriber?.disconnect();
  }

  private connectSubscriber(): Redis {
    const { redisUrl, service, logger } = this.options;
    const redis = connectRedis(redisUrl, 'subscriber', { name: `events-${service}-listen`, log: logger });
    redis.on('message', (channel: string, sealed: string) => this.hear(channel, sealed));
    return redis;
  }

  private hear(channel: string, sealed: string): void {
    for (const { producer, onHead } of this.listeners.get(channel) ?? []) {
      try {
        const { body } = this.options.signer.open(sealed, { audience: audienceOf(producer), kind: 'wake' });
        onHead(Number(body));
      } catch (error) {
        this.options.logger.warn({ err: error, channel }, 'A wake-up was refused.');
      }
    }
  }
}

function channelOf(producer: ServiceName): string {
  return hashTaggedKey('events', producer, 'head');
}

/** Not the name of a service: a wake-up is for everybody who follows. */
function audienceOf(producer: ServiceName): string {
  return `followers of ${producer}`;
}
