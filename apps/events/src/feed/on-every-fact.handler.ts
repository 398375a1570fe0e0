import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEveryEvent } from '@guildhall/event-log';
import { Injectable } from '@nestjs/common';
import { FanOut } from '../delivery/fan-out.service.js';
import { FeedRepository } from './feed.repository.js';

/** Keeps whatever any service tells, of known types or not, and what is to be delivered of it. */
@Injectable()
export class OnEveryFact {
  constructor(
    private readonly feed: FeedRepository,
    private readonly fanOut: FanOut,
  ) {}

  @OnEveryEvent('accounts', 'applicants', 'interviews', 'contracts', 'payroll', 'events')
  async keep(event: HandledEvent, tx: Tx): Promise<void> {
    if (await this.feed.append(tx, event)) await this.fanOut.spread(tx, event);
  }
}
