import { hashToken, mintToken } from '@guildhall/auth';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import type { SessionOpened, VerifiedCredential, VerifyCredentialInput } from '@guildhall/messages/accounts';
import { newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { ACCOUNTS_CONFIG, AccountsConfig } from '../accounts.config.js';
import { ApiKeyRepository } from '../api-key/api-key.repository.js';
import type { PersonEntity } from '../person/person.entity.js';
import { PersonRepository } from '../person/person.repository.js';
import { notSignedIn } from '../sign-in/sign-in.errors.js';
import type { SessionEntity } from './session.entity.js';
import { SessionRepository } from './session.repository.js';

const hourMs = 3_600_000;

@Injectable()
export class SessionService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly people: PersonRepository,
    private readonly apiKeys: ApiKeyRepository,
    private readonly database: Database,
    @Inject(ACCOUNTS_CONFIG) private readonly config: AccountsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A new session; its token is in the reply and nowhere else. */
  async open(tx: Tx, person: PersonEntity, passwordChangeRequired = false): Promise<SessionOpened> {
    const at = this.clock.now();
    const hours = person.kind === 'staff' ? this.config.staffSessionHours : this.config.applicantSessionHours;
    const token = mintToken('session');
    const session: SessionEntity = {
      id: newId('ses'),
      personId: person.id,
      tokenHash: hashToken(token),
      createdAt: at,
      expiresAt: new Date(at.getTime() + hours * hourMs),
      endedAt: null,
      steppedUpUntil: null,
      passwordChangeRequired,
    };
    await this.sessions.insert(tx, session);
    return {
      token,
      expiresAt: session.expiresAt.toISOString(),
      personId: person.id,
      displayName: person.displayName,
      kind: person.kind,
      roles: person.roles,
      passwordChangeRequired,
    };
  }

  /** @throws AppError `not_signed_in` for a credential that is unknown, ended, expired, or of a disabled person */
  async verify(input: VerifyCredentialInput): Promise<VerifiedCredential> {
    return input.kind === 'api_key'
      ? await this.verifyApiKey(input.credentialHash)
      : await this.verifySession(input.credentialHash);
  }

  /** The live session behind a hash, with its person. */
  async require(credentialHash: string): Promise<{ session: SessionEntity; person: PersonEntity }> {
    const session = await this.sessions.findLive(credentialHash, this.clock.now());
    const person = session && (await this.people.find(session.personId));
    if (!session || !person || person.staffState === 'disabled') throw notSignedIn();
    return { session, person };
  }

  private async verifySession(credentialHash: string): Promise<VerifiedCredential> {
    const { session, person } = await this.require(credentialHash);
    return {
      kind: person.kind,
      actorId: person.id,
      roles: person.roles,
      scopes: [],
      displayName: person.displayName,
      locale: person.locale,
      expiresAt: session.expiresAt.toISOString(),
      steppedUpUntil: session.steppedUpUntil?.toISOString() ?? null,
      passwordChangeRequired: session.passwordChangeRequired,
    };
  }

  private async verifyApiKey(keyHash: string): Promise<VerifiedCredential> {
    const key = await this.apiKeys.findLive(keyHash);
    if (!key) throw notSignedIn();
    const at = this.clock.now();
    if (key.lastUsedAt === null || at.getTime() - key.lastUsedAt.getTime() > hourMs) {
      await this.database.transaction((tx) => this.apiKeys.noteUse(tx, key.id, at));
    }
    return {
      kind: 'system',
      actorId: key.id,
      roles: [],
      scopes: key.scopes,
      displayName: key.name,
      expiresAt: null,
      steppedUpUntil: null,
      passwordChangeRequired: false,
    };
  }
}
