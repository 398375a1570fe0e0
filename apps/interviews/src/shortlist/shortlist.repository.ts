import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { ShortlistCandidateEntity, ShortlistEntity } from './shortlist.entities.js';

@Injectable()
export class ShortlistRepository {
  constructor(private readonly database: Database) {}

  /** Of one opening they are made one after the other, so that their number is known. */
  async lockOpening(tx: Tx, openingId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`shortlists:${openingId}`]);
  }

  async count(tx: Tx, openingId: string): Promise<number> {
    return await tx.countBy(ShortlistEntity, { openingId, deletedAt: IsNull() });
  }

  async insert(tx: Tx, shortlist: ShortlistEntity): Promise<void> {
    await tx.insert(ShortlistEntity, shortlist);
  }

  /** Also one that was deleted. */
  async find(id: string): Promise<ShortlistEntity | null> {
    return await this.database.read.findOneBy(ShortlistEntity, { id });
  }

  /** The row is the lock under which its candidates change. */
  async lock(tx: Tx, id: string): Promise<ShortlistEntity | null> {
    return await tx.findOne(ShortlistEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Oldest first; `afterId` is the last id of the page before. */
  async listOfOpening(openingId: string, limit: number, afterId: string | null): Promise<ShortlistEntity[]> {
    const query = this.database.read
      .createQueryBuilder(ShortlistEntity, 'shortlist')
      .where('shortlist.opening_id = :opening', { opening: uuidOf(openingId) })
      .andWhere('shortlist.deleted_at IS NULL')
      .orderBy('shortlist.id', 'ASC')
      .limit(limit);
    if (afterId !== null) query.andWhere('shortlist.id > :after', { after: uuidOf(afterId) });
    return await query.getMany();
  }

  /** In the order in which they were put on their lists. */
  async candidatesOf(
    shortlistIds: string[],
    manager: EntityManager = this.database.read,
  ): Promise<ShortlistCandidateEntity[]> {
    if (shortlistIds.length === 0) return [];
    return await manager.find(ShortlistCandidateEntity, {
      where: { shortlistId: In(shortlistIds) },
      order: { addedAt: 'ASC', applicationId: 'ASC' },
    });
  }

  async add(tx: Tx, candidate: ShortlistCandidateEntity): Promise<void> {
    await tx.createQueryBuilder().insert().into(ShortlistCandidateEntity).values(candidate).orIgnore().execute();
  }

  async remove(tx: Tx, shortlistId: string, applicationId: string): Promise<void> {
    await tx.delete(ShortlistCandidateEntity, { shortlistId, applicationId });
  }

  /** From all lists of its opening. */
  async removeEverywhere(tx: Tx, openingId: string, applicationId: string): Promise<void> {
    await tx.query(
      `DELETE FROM shortlist_candidate AS listed USING shortlist
       WHERE listed.shortlist_id = shortlist.id AND shortlist.opening_id = $1 AND listed.application_id = $2`,
      [uuidOf(openingId), uuidOf(applicationId)],
    );
  }

  /** What was on it is forgotten. */
  async delete(tx: Tx, id: string, deletedAt: Date): Promise<void> {
    await tx.delete(ShortlistCandidateEntity, { shortlistId: id });
    await tx.update(ShortlistEntity, { id, deletedAt: IsNull() }, { deletedAt });
  }
}
