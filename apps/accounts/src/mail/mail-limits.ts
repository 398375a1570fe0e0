import { LimitCounters, type Tx } from '@guildhall/database';
import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNTS_CONFIG, AccountsConfig } from '../accounts.config.js';
import { normalEmail } from '../person/person.repository.js';
import { addressHash } from '../sign-in/address-hash.js';
import { tooManyMails } from '../sign-in/sign-in.errors.js';

const quarterHourMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;

/** Mails with secrets to one address, known or not, are limited alike: the limit tells nobody who has an account. */
@Injectable()
export class MailLimits {
  constructor(@Inject(ACCOUNTS_CONFIG) private readonly config: AccountsConfig) {}

  /** @throws AppError `too_many_mails` with the time to wait */
  async take(tx: Tx, email: string, at: Date): Promise<void> {
    const key = addressHash(this.config, normalEmail(email));
    await this.takeFrom(tx, 'mail:quarter-hour', key, quarterHourMs, this.config.mailsPerQuarterHour, at);
    await this.takeFrom(tx, 'mail:day', key, dayMs, this.config.mailsPerDay, at);
  }

  private async takeFrom(
    tx: Tx,
    counter: string,
    key: string,
    windowMs: number,
    limit: number,
    at: Date,
  ): Promise<void> {
    const windowStart = new Date(Math.floor(at.getTime() / windowMs) * windowMs);
    if (await LimitCounters.take(tx, { counter, key, windowStart, by: 1, limit })) return;
    throw tooManyMails(Math.ceil((windowStart.getTime() + windowMs - at.getTime()) / 1000));
  }
}
