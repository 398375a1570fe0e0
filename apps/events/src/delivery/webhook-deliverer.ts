import { CLOCK, type Clock, Recurring } from '@guildhall/clock';
import { Database, Repeating, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { LOGGER, type Logger, METRICS, type Metrics } from '@guildhall/observability';
import { Inject, Injectable } from '@nestjs/common';
import { EVENTS_CONFIG, EventsConfig } from '../events.config.js';
import { SecretVault } from '../webhook/secret-vault.js';
import { WebhookRepository } from '../webhook/webhook.repository.js';
import type { WebhookSecretEntity } from '../webhook/webhook-secret.entity.js';
import { DeliveryRepository } from './delivery.repository.js';
import { type CallResult, type ClaimedDelivery, DeliveryQueue, holdMs } from './delivery-queue.js';
import { EndpointAllowance } from './endpoint-allowance.js';
import { EndpointHealth, type SeenOutcome } from './endpoint-health.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { secretKeyOf, signatureHeader } from './standard-webhook.js';
import { webhookBody } from './webhook-body.js';
import { type Answer, unanswered, WebhookSender } from './webhook-sender.js';

type Ended = CallResult & SeenOutcome & { outcome: Outcome };

/** Work that another process made, and retries that fall due, are found within this time. */
const pollMs = 1_000;
/** Results that come together are written together. */
const gatherMs = 2;
const retryAfterErrorMs = 1_000;
const longestDrainMs = 12_000;
/** A call that begins later than this after its claim might outlive it. */
const latestStartMs = holdMs - 18_000;
/** No endpoint has more of the places than this share. */
const shareOfOne = 4;
const clearEveryMs = 10 * 60_000;

/**
 * Works off the due deliveries: claims as many as there is room for, calls, and writes down what came of it together with the
 * next claim, one transaction for many calls. A process that dies gives its deliveries back as their holds end: each is
 * delivered at least once, under the same id.
 */
@Injectable()
export class WebhookDeliverer {
  private readonly recurring = new Recurring({ run: () => this.run(), onError: (error) => this.onError(error) });
  private readonly cleaning: Repeating;
  private readonly sender: WebhookSender;
  private readonly allowance: EndpointAllowance;
  private readonly underWay = new Map<ClaimedDelivery, Promise<void>>();
  private ended: Ended[] = [];
  private isStarted = false;
  private isStopping = false;
  private readonly calls;

  constructor(
    private readonly database: Database,
    private readonly queue: DeliveryQueue,
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: DeliveryRepository,
    private readonly health: EndpointHealth,
    private readonly vault: SecretVault,
    private readonly faultPoints: FaultPoints,
    @Inject(EVENTS_CONFIG) private readonly config: EventsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) metrics: Metrics,
  ) {
    this.sender = new WebhookSender({ allowLoopback: config.webhooksAllowLoopback });
    this.allowance = new EndpointAllowance(Math.ceil(config.webhookConcurrency / shareOfOne));
    this.calls = metrics.counter('webhook_calls_total', 'Calls of webhooks that ended.', ['outcome']);
    metrics.gauge('webhook_calls_in_flight', 'Calls of webhooks under way.', [], (gauge) =>
      gauge.set(this.underWay.size),
    );
    this.cleaning = new Repeating({
      everyMs: clearEveryMs,
      run: () => this.database.transaction((tx) => this.deliveries.clear(tx, this.clock.now())),
      onError: (error) => this.logger.warn({ err: error }, 'Old deliveries were not cleared; the next round will.'),
    });
  }

  start(): void {
    this.isStarted = true;
    this.cleaning.start();
    this.wake();
  }

  /** There may be something new; a hint, to those that were started. */
  wake(): void {
    if (this.isStarted) void this.recurring.wake();
  }

  /** For tests: until nothing is due any more and everything that was called is written down. */
  async settle(timeoutMs = 30_000): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (let idle = 0; idle < 2 && this.isStarted && !this.isStopping; ) {
      if (performance.now() > deadline) throw new Error(`Webhooks were still under way after ${timeoutMs} ms.`);
      await Promise.all(this.underWay.values());
      await this.recurring.wake();
      idle = this.underWay.size === 0 && this.ended.length === 0 ? idle + 1 : 0;
    }
  }

  /** Begins no more calls, waits for those under way and gives back what did not end. */
  async drain(): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    if (!this.isStarted) return this.sender.close();
    await this.recurring.close();
    await this.cleaning.close();
    await untilAll([...this.underWay.values()], longestDrainMs);
    const left = [...this.underWay.keys()];
    const ended = this.ended.splice(0);
    await this.database
      .transaction(async (tx) => {
        if (ended.length > 0) await this.write(tx, ended);
        if (left.length > 0) await this.queue.release(tx, left);
      })
      .catch((error) => this.logger.warn({ err: error }, 'Some calls were not written down; they are made again.'));
    this.sender.close();
  }

  private async run(): Promise<number> {
    const ended = this.ended.splice(0);
    const now = this.clock.now();
    const limit = this.config.webhookConcurrency - this.underWay.size;
    const otherwise = this.allowance.ofNewcomers;
    const claimedAtMs = performance.now();
    let claim: { claimed: ClaimedDelivery[]; secrets: WebhookSecretEntity[] };
    try {
      claim = await this.database.transaction(async (tx) => {
        if (ended.length > 0) await this.write(tx, ended);
        if (limit <= 0) return { claimed: [], secrets: [] };
        const claimed = await this.queue.claim(tx, { now, limit, ...this.allowance.rooms(), otherwise });
        // With the claim: one whose secrets could not be read would be held by somebody who never calls.
        return { claimed, secrets: await this.secretsOf(tx, claimed, now) };
      });
    } catch (error) {
      this.ended.unshift(...ended);
      throw error;
    }
    this.begin(claim.claimed, this.signingKeys(claim.secrets), claimedAtMs);
    return pollMs;
  }

  private onError(error: unknown): number {
    this.logger.warn({ err: error }, 'Webhooks could not be worked off; it is tried again.');
    return retryAfterErrorMs;
  }

  private async write(tx: Tx, ended: Ended[]): Promise<void> {
    await this.queue.settle(tx, ended);
    await this.health.note(tx, ended);
  }

  private begin(claimed: ClaimedDelivery[], keys: ReadonlyMap<string, Buffer[]>, claimedAtMs: number): void {
    for (const delivery of claimed) {
      this.allowance.begin(delivery.webhookId);
      const call = this.deliver(delivery, keys.get(delivery.webhookId) ?? [], claimedAtMs)
        .catch((error) => this.logger.error({ err: error, deliveryId: delivery.id }, 'A webhook was not called.'))
        .finally(() => {
          this.underWay.delete(delivery);
          this.recurring.wakeIn(gatherMs);
        });
      this.underWay.set(delivery, call);
    }
  }

  private async secretsOf(tx: Tx, claimed: ClaimedDelivery[], now: Date): Promise<WebhookSecretEntity[]> {
    if (claimed.length === 0) return [];
    return await this.webhooks.liveSecrets([...new Set(claimed.map(({ webhookId }) => webhookId))], now, tx);
  }

  /** By endpoint. A secret that cannot be read is left out: it must not hold up what is for others. */
  private signingKeys(secrets: readonly WebhookSecretEntity[]): Map<string, Buffer[]> {
    const keys = new Map<string, Buffer[]>();
    for (const { webhookId, sealed } of secrets) {
      try {
        const key = secretKeyOf(this.vault.open(sealed, webhookId));
        keys.set(webhookId, [...(keys.get(webhookId) ?? []), key]);
      } catch (error) {
        const message = 'A secret of a webhook cannot be read; is WEBHOOK_SECRETS_KEY the one that it was made under?';
        this.logger.error({ err: error, webhookId }, message);
      }
    }
    return keys;
  }

  private async deliver(delivery: ClaimedDelivery, keys: Buffer[], claimedAtMs: number): Promise<void> {
    await this.faultPoints.reached('webhook');
    const beganAtMs = performance.now();
    // A process that was stopped in between: somebody else has it by now, and later events of the subject may be out.
    const answer = beganAtMs - claimedAtMs > latestStartMs ? null : await this.answerTo(delivery, keys);
    await this.faultPoints.reached('webhook-called');
    const tookMs = performance.now() - beganAtMs;
    if (answer === null) return this.allowance.end(delivery.webhookId, { succeeded: true, tookMs });
    const at = this.clock.now();
    const outcome = outcomeOf(answer, delivery.attempts, at, Math.random());
    const succeeded = outcome.state === 'delivered';
    this.allowance.end(delivery.webhookId, { succeeded, tookMs });
    this.calls.inc({ outcome: outcome.state === 'waiting' ? 'retry' : outcome.state });
    const { state, nextAttemptAt } = outcome;
    const failure = 'failure' in answer ? answer.failure : null;
    this.ended.push({ delivery, state, nextAttemptAt, status: answer.status, failure, at, outcome });
  }

  /** Never rejects: a delivery that ended in nothing would be held to no purpose, and its endpoint keep a place for it. */
  private async answerTo(delivery: ClaimedDelivery, keys: Buffer[]): Promise<Answer> {
    // A receiver may take what is not signed for signed; an endpoint that was deleted meanwhile has no secret either.
    if (keys.length === 0) return unanswered('secret_unreadable');
    try {
      return await this.call(delivery, keys);
    } catch (error) {
      this.logger.error({ err: error, deliveryId: delivery.id }, 'A webhook was not called.');
      return unanswered('internal_error');
    }
  }

  /** The timestamp is of the machine's own clock: the receiver compares it with its own. */
  private async call({ url, event }: ClaimedDelivery, keys: Buffer[]): Promise<Answer> {
    const body = webhookBody(event);
    const timestamp = Math.floor(Date.now() / 1_000);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Guildhall-Webhooks/1',
      'webhook-id': event.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureHeader({ id: event.id, timestamp, body }, keys),
    };
    return await this.sender.post({ url, headers, body });
  }
}

async function untilAll(calls: Promise<void>[], mostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, mostMs);
  });
  await Promise.race([Promise.all(calls), late]);
  clearTimeout(timer);
}
