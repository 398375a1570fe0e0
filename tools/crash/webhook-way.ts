import type { CrashHouse } from './crash-house.js';
import type { CrashWay, WayCounts } from './crash-way.js';
import type { Invariant } from './invariant.js';
import { PayWay } from './pay-way.js';
import { Subscriber } from './subscriber.js';

/** The way to pay, which has events of many subjects, and another system that is told of each. */
export class WebhookWay implements CrashWay {
  readonly reachWithinMs: number;

  private constructor(
    private readonly pay: PayWay,
    private readonly subscriber: Subscriber,
  ) {
    this.reachWithinMs = pay.reachWithinMs;
  }

  static async open(house: CrashHouse, caseName: string): Promise<WebhookWay> {
    const subscriber = await Subscriber.begin(house.admin);
    try {
      return new WebhookWay(await PayWay.open(house, caseName), subscriber);
    } catch (thrown) {
      await subscriber.end();
      throw thrown;
    }
  }

  walk(): Promise<void>[] {
    return this.pay.walk();
  }

  invariants(): Invariant[] {
    return [{ name: 'webhooks', violations: () => this.subscriber.violations() }, ...this.pay.invariants()];
  }

  async counts(): Promise<WayCounts> {
    return { ...(await this.pay.counts()), ...this.subscriber.counts() };
  }

  async close(): Promise<void> {
    await this.subscriber.end();
  }
}
