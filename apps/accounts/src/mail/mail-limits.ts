import { LimitCounters, type Tx } from '@guildhall/database';
import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNTS_CONFIG, AccountsConfig } from '../accounts.config.js';
import { normalEmail } from '../person/person.repository.js';
import { addressHash } from '../sign-in/address-hash.js';
import { tooManyMails } from '../sign-in/sign-in.errors.js';

const quarterHourMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;

/**
 * Mails with secrets to one address, known or not, are limited alike: the limit tells nobody who has an account. Mails that
 * only a person's own session can ask for are counted for that person: strangers must not be able to use them up.
 */
@Injectable()
export class MailLimits {
  constructor(@Inject(ACCOUNTS_CONFIG) private readonly config: AccountsConfig) {}

  /**
   * @param sourceKey of whoever asked without being signed in; counted here, since a limit in Redis is forgotten with it
   * @throws AppError `too_many_mails` with the time to wait
   */
  async take(tx: Tx, email: string, at: Date, sourceKey?: string): Promise<void> {
    await this.takeBoth(tx, 'mail', addressHash(this.config, normalEmail(email)), at);
    if (sourceKey === undefined) return;
    await this.takeFrom(tx, 'mail:source-day', sourceKey, dayMs, this.config.mailsPerSourceDay, at);
  }

  /** For a step-up. @throws AppError `too_many_mails` with the time to wait */
  async takeForStepUp(tx: Tx, personId: string, at: Date): Promise<void> {
    await this.takeBoth(tx, 'step-up-mail', personId, at);
  }

  private async takeBoth(tx: Tx, counter: string, key: string, at: Date): Promise<void> {
    await this.takeFrom(tx, `${counter}:quarter-hour`, key, quarterHourMs, this.config.mailsPerQuarterHour, at);
    await this.takeFrom(tx, `${counter}:day`, key, dayMs, this.config.mailsPerDay, at);
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
