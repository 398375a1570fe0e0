import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEveryEvent } from '@guildhall/event-log';
import { Injectable } from '@nestjs/common';
import { FeedRepository } from './feed.repository.js';

/** Keeps whatever any service tells, of known types or not. */
@Injectable()
export class OnEveryFact {
  constructor(private readonly feed: FeedRepository) {}

  @OnEveryEvent('accounts', 'applicants', 'interviews', 'contracts', 'payroll')
  async keep(event: HandledEvent, tx: Tx): Promise<void> {
    await this.feed.append(tx, event);
  }
}
