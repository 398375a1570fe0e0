import { Database, type Tx } from '@guildhall/database';
import type { OfferState } from '@guildhall/messages/applicants';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { OfferEntity } from './offer.entity.js';
import { type OfferTransition, offerTransitions } from './offer.states.js';

@Injectable()
export class OfferRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether the row is new; false where the application has a live offer already. */
  async insert(tx: Tx, offer: OfferEntity): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(OfferEntity)
      .values(offer)
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  }

  async find(id: string, manager: EntityManager = this.database.read): Promise<OfferEntity | null> {
    return await manager.findOneBy(OfferEntity, { id });
  }

  async newestOf(applicationId: string): Promise<OfferEntity | null> {
    const [offer] = await this.database.read.find(OfferEntity, {
      where: { applicationId },
      order: { id: 'DESC' },
      take: 1,
    });
    return offer ?? null;
  }

  /** @returns whether this call made the move. */
  async move(tx: Tx, id: string, transition: OfferTransition, at: Date): Promise<boolean> {
    const { from, to } = offerTransitions[transition];
    const where = { id, state: In<OfferState>([...from]) };
    return (await tx.update(OfferEntity, where, { state: to, endedAt: at })).affected === 1;
  }
}
