import { hashCode, hashToken, mintCode, mintToken, sameHash } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { mailRequested, type PreparedMail } from '@guildhall/messages/accounts';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNTS_CONFIG, AccountsConfig } from '../accounts.config.js';
import { MailLimits } from '../mail/mail-limits.js';
import { mailLocaleOf, type PersonEntity } from '../person/person.entity.js';
import { ChallengeRepository } from './challenge.repository.js';
import type { ChallengeEntity } from './credential.entities.js';
import { codeInvalid } from './sign-in.errors.js';

type Purpose = ChallengeEntity['purpose'];

const minuteMs = 60_000;
const lifetimeMs: Record<Purpose, number> = {
  sign_in: 15 * minuteMs,
  step_up: 15 * minuteMs,
  invitation: 7 * 24 * 60 * minuteMs,
};
/** Wrong tries after which a code is void: of a million codes that leaves a guesser 5. */
const mostFailures = 5;

/** Codes and links that prove an address. Asking for one writes an event; the secret is minted when its mail is sent. */
@Injectable()
export class ChallengeService {
  private readonly codeKey: Buffer;

  constructor(
    private readonly challenges: ChallengeRepository,
    private readonly limits: MailLimits,
    private readonly events: EventLog,
    private readonly database: Database,
    @Inject(ACCOUNTS_CONFIG) config: AccountsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.codeKey = Buffer.from(config.codeHashKey, 'base64');
  }

  /** Has a mail sent. @throws AppError `too_many_mails` */
  async request(
    tx: Tx,
    person: PersonEntity,
    purpose: Purpose,
    context: CallContext,
    sourceKey?: string,
  ): Promise<void> {
    const at = this.clock.now();
    const data = { personId: person.id, purpose };
    await this.events.append(tx, mailRequested, { subject: `person/${person.id}`, data, context, at });
    if (purpose === 'sign_in') await this.limits.take(tx, person.email, at, sourceKey);
    if (purpose === 'step_up') await this.limits.takeForStepUp(tx, person.id, at);
  }

  /** Mints the secrets of a mail that is about to be sent; whatever was mailed before for the purpose is void. */
  async mint(tx: Tx, person: PersonEntity, purpose: Purpose): Promise<PreparedMail> {
    const at = this.clock.now();
    await this.challenges.closeOpen(tx, person.id, purpose, at);
    const id = newId('chl');
    const code = purpose === 'invitation' ? null : mintCode();
    const linkToken = purpose === 'step_up' ? null : mintToken('link');
    const expiresAt = new Date(at.getTime() + lifetimeMs[purpose]);
    await this.challenges.insert(tx, {
      id,
      personId: person.id,
      purpose,
      codeHash: code && hashCode(this.codeKey, id, code),
      linkHash: linkToken && hashToken(linkToken),
      failures: 0,
      createdAt: at,
      expiresAt,
      closedAt: null,
    });
    const { email, displayName } = person;
    return { email, displayName, locale: mailLocaleOf(person), code, linkToken, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Whether the code is that of the person's open challenge. A wrong one is counted in a transaction of its own, which no
   * failing request takes back.
   * @throws AppError `code_invalid`
   */
  async requireCode(personId: string, purpose: Purpose, code: string): Promise<ChallengeEntity> {
    const found = await this.database.transaction(async (tx) => {
      const challenge = await this.challenges.lockOpen(tx, personId, purpose, this.clock.now());
      if (!challenge?.codeHash || challenge.failures >= mostFailures) return null;
      if (sameHash(challenge.codeHash, hashCode(this.codeKey, challenge.id, code))) return challenge;
      await this.challenges.countFailure(tx, challenge.id);
      return null;
    });
    if (!found) throw codeInvalid();
    return found;
  }

  async requireLink(token: string, purpose: Purpose): Promise<ChallengeEntity> {
    const challenge = await this.challenges.findByLink(hashToken(token));
    const open =
      challenge?.purpose === purpose && challenge.closedAt === null && challenge.expiresAt > this.clock.now();
    if (!challenge || !open) throw codeInvalid();
    return challenge;
  }

  /** Uses a challenge up. @throws AppError `code_invalid` where somebody else was faster */
  async consume(tx: Tx, challenge: ChallengeEntity): Promise<void> {
    if (!(await this.challenges.close(tx, challenge.id, this.clock.now()))) throw codeInvalid();
  }
}
