import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { SigningLinkEntity, SigningSessionEntity } from './signing.entities.js';

type SessionChanges = Partial<
  Pick<SigningSessionEntity, 'codeHash' | 'codeExpiresAt' | 'codeFailures' | 'consentVersion'>
>;

@Injectable()
export class SigningRepository {
  constructor(private readonly database: Database) {}

  async addLink(tx: Tx, link: SigningLinkEntity): Promise<void> {
    await tx.insert(SigningLinkEntity, link);
  }

  async findLink(tokenHash: string): Promise<SigningLinkEntity | null> {
    return await this.database.read.findOneBy(SigningLinkEntity, { tokenHash });
  }

  /** @returns whether this call used it up. */
  async closeLink(tx: Tx, tokenHash: string, at: Date): Promise<boolean> {
    return (await tx.update(SigningLinkEntity, { tokenHash, closedAt: IsNull() }, { closedAt: at })).affected === 1;
  }

  /** Whatever was mailed or opened for the contract works no more. */
  async endAll(tx: Tx, contractId: string, at: Date): Promise<void> {
    await tx.update(SigningLinkEntity, { contractId, closedAt: IsNull() }, { closedAt: at });
    await tx.update(SigningSessionEntity, { contractId, endedAt: IsNull() }, { endedAt: at });
  }

  async addSession(tx: Tx, session: SigningSessionEntity): Promise<void> {
    await tx.insert(SigningSessionEntity, session);
  }

  async findSession(
    secretHash: string,
    now: Date,
    manager: EntityManager = this.database.read,
  ): Promise<SigningSessionEntity | null> {
    return await manager.findOneBy(SigningSessionEntity, { secretHash, endedAt: IsNull(), expiresAt: MoreThan(now) });
  }

  async openSessionOf(tx: Tx, contractId: string, now: Date): Promise<SigningSessionEntity | null> {
    const where = { contractId, endedAt: IsNull(), expiresAt: MoreThan(now) };
    const [session] = await tx.find(SigningSessionEntity, { where, order: { id: 'DESC' }, take: 1 });
    return session ?? null;
  }

  async changeSession(tx: Tx, id: string, changes: SessionChanges): Promise<void> {
    await tx.update(SigningSessionEntity, { id }, changes);
  }

  async countCodeFailure(tx: Tx, id: string): Promise<void> {
    await tx.increment(SigningSessionEntity, { id }, 'codeFailures', 1);
  }
}
