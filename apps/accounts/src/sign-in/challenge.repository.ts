import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import { ChallengeEntity } from './credential.entities.js';

type Purpose = ChallengeEntity['purpose'];

@Injectable()
export class ChallengeRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, challenge: ChallengeEntity): Promise<void> {
    await tx.insert(ChallengeEntity, challenge);
  }

  /** Voids every open challenge of a person for a purpose, so that only the newest mail is good. */
  async closeOpen(tx: Tx, personId: string, purpose: Purpose, at: Date): Promise<void> {
    await tx.update(ChallengeEntity, { personId, purpose, closedAt: IsNull() }, { closedAt: at });
  }

  async lockOpen(tx: Tx, personId: string, purpose: Purpose, at: Date): Promise<ChallengeEntity | null> {
    return await tx.findOne(ChallengeEntity, {
      where: { personId, purpose, closedAt: IsNull(), expiresAt: MoreThan(at) },
      order: { createdAt: 'DESC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async findByLink(linkHash: string): Promise<ChallengeEntity | null> {
    return await this.database.read.findOneBy(ChallengeEntity, { linkHash });
  }

  async countFailure(tx: Tx, id: string): Promise<void> {
    await tx.increment(ChallengeEntity, { id }, 'failures', 1);
  }

  /** @returns whether this call used it up: a code or link is good once. */
  async close(tx: Tx, id: string, at: Date): Promise<boolean> {
    const result = await tx.update(
      ChallengeEntity,
      { id, closedAt: IsNull(), expiresAt: MoreThan(at) },
      { closedAt: at },
    );
    return result.affected === 1;
  }
}
