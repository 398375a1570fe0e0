import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, Not } from 'typeorm';
import { SessionEntity } from './session.entity.js';

@Injectable()
export class SessionRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, session: SessionEntity): Promise<void> {
    await tx.insert(SessionEntity, session);
  }

  async findLive(tokenHash: string, at: Date): Promise<SessionEntity | null> {
    return await this.database.read.findOneBy(SessionEntity, {
      tokenHash,
      endedAt: IsNull(),
      expiresAt: MoreThan(at),
    });
  }

  /** Newest first, those that have ended too. */
  async newestOf(personId: string, limit: number): Promise<SessionEntity[]> {
    return await this.database.read.find(SessionEntity, { where: { personId }, order: { id: 'DESC' }, take: limit });
  }

  async end(tx: Tx, tokenHash: string, at: Date): Promise<void> {
    await tx.update(SessionEntity, { tokenHash, endedAt: IsNull() }, { endedAt: at });
  }

  /** Ends all sessions of a person, but for the one named. */
  async endAllOf(tx: Tx, personId: string, at: Date, exceptId?: string): Promise<void> {
    const others = exceptId === undefined ? {} : { id: Not(exceptId) };
    await tx.update(SessionEntity, { personId, endedAt: IsNull(), ...others }, { endedAt: at });
  }

  async stepUp(tx: Tx, id: string, until: Date): Promise<void> {
    await tx.update(SessionEntity, { id, endedAt: IsNull() }, { steppedUpUntil: until });
  }

  async passwordChanged(tx: Tx, id: string): Promise<void> {
    await tx.update(SessionEntity, { id }, { passwordChangeRequired: false });
  }
}
