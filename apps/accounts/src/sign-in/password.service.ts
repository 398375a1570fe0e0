import { AuditLog } from '@guildhall/audit';
import { hashPassword, verifyPassword } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, LimitCounters, type Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import type { SessionOpened, SignInWithPasswordInput } from '@guildhall/messages/accounts';
import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNTS_CONFIG, AccountsConfig } from '../accounts.config.js';
import type { PersonEntity } from '../person/person.entity.js';
import { normalEmail, PersonRepository } from '../person/person.repository.js';
import type { SessionEntity } from '../session/session.entity.js';
import { SessionRepository } from '../session/session.repository.js';
import { SessionService } from '../session/session.service.js';
import { addressHash } from './address-hash.js';
import { CredentialRepository } from './credential.repository.js';
import { wrongCredentials } from './sign-in.errors.js';

const windowMs = 15 * 60_000;
const triesPerWindow = 10;

/** What was true when a password was verified, which takes too long for a transaction. */
export interface VerifiedPassword {
  personId: string;
  secretHash: string;
}

/** Staff sign in with a password. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly people: PersonRepository,
    private readonly credentials: CredentialRepository,
    private readonly sessions: SessionRepository,
    private readonly service: SessionService,
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(ACCOUNTS_CONFIG) private readonly config: AccountsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The person behind address and password. Unknown addresses take as long as known ones.
   * @throws AppError `wrong_credentials`, `rate_limited`
   */
  async authenticate({ email, password }: SignInWithPasswordInput): Promise<VerifiedPassword> {
    await this.countTry('password-tries', addressHash(this.config, normalEmail(email)));
    const person = await this.people.findByEmail(email);
    const usable = person?.staffState === 'active' ? person : null;
    const credential = usable && (await this.credentials.passwordOf(usable.id));
    const right = await verifyPassword(credential?.secretHash ?? null, password);
    if (!usable || !credential?.secretHash || !right) throw wrongCredentials();
    return { personId: usable.id, secretHash: credential.secretHash };
  }

  /** @throws AppError `wrong_credentials` also where the password was changed since it was verified */
  async signIn(tx: Tx, verified: VerifiedPassword): Promise<SessionOpened> {
    const { person, oneTime } = await this.lockStill(tx, verified);
    const actor = { kind: 'staff', id: person.id, roles: person.roles } as const;
    await this.audit.record(tx, { action: 'person.signed_in', subject: person.id, actor }, this.clock.now());
    return await this.service.open(tx, person, oneTime);
  }

  /** Other sessions of the person end: whoever knew the old password is out, also where they are signing in right now. */
  async change(tx: Tx, session: SessionEntity, verified: VerifiedPassword, newHash: string): Promise<void> {
    const { person } = await this.lockStill(tx, verified);
    const at = this.clock.now();
    await this.credentials.setPassword(tx, { personId: person.id, secretHash: newHash, oneTime: false, createdAt: at });
    await this.sessions.endAllOf(tx, person.id, at, session.id);
    await this.sessions.passwordChanged(tx, session.id);
    const actor = { kind: 'staff', id: person.id, roles: person.roles } as const;
    await this.audit.record(tx, { action: 'person.password_changed', subject: person.id, actor }, at);
  }

  /** Counted for the person and not for the address, for which anybody can use up the tries. */
  async requirePassword(person: PersonEntity, password: string): Promise<VerifiedPassword> {
    await this.countTry('own-password-tries', person.id);
    const credential = await this.credentials.passwordOf(person.id);
    const right = await verifyPassword(credential?.secretHash ?? null, password);
    if (!credential?.secretHash || !right) throw wrongCredentials();
    return { personId: person.id, secretHash: credential.secretHash };
  }

  hash(password: string): Promise<string> {
    return hashPassword(password);
  }

  /**
   * The person under lock, as long as the password is the one that was verified. Every change of a password locks the person
   * first: one of the two sees what the other has done.
   */
  private async lockStill(
    tx: Tx,
    { personId, secretHash }: VerifiedPassword,
  ): Promise<{ person: PersonEntity; oneTime: boolean }> {
    const person = await this.people.lock(tx, personId);
    const credential = await this.credentials.passwordOf(personId, tx);
    if (person?.staffState !== 'active' || credential?.secretHash !== secretHash) throw wrongCredentials();
    return { person, oneTime: credential.oneTime };
  }

  private async countTry(counter: string, key: string): Promise<void> {
    const at = this.clock.now();
    const windowStart = new Date(Math.floor(at.getTime() / windowMs) * windowMs);
    const use = { counter, key, windowStart, by: 1, limit: triesPerWindow };
    if (await this.database.transaction((tx) => LimitCounters.take(tx, use))) return;
    const retryAfterSeconds = Math.ceil((windowStart.getTime() + windowMs - at.getTime()) / 1000);
    throw new AppError('rate_limited', 'Too many tries; wait and try again.', { retryAfterSeconds });
  }
}
