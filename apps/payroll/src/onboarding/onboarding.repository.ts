import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import type { OnboardingKind, OnboardingState } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, Not } from 'typeorm';
import { OnboardingEntity, OnboardingItemEntity, PayoutMethodEntity, TaxFormEntity } from './onboarding.entity.js';
import { type OnboardingTransition, onboardingTransitions } from './onboarding.states.js';

@Injectable()
export class OnboardingRepository {
  constructor(private readonly database: Database) {}

  /** Opens the checklist of a person unless it is open. @returns whether this call opened it */
  async open(tx: Tx, person: OnboardingEntity, items: OnboardingItemEntity[]): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      'INSERT INTO onboarding (person_id, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING person_id',
      [uuidOf(person.personId), person.createdAt],
    );
    if (rows.length === 1) await tx.insert(OnboardingItemEntity, items);
    return rows.length === 1;
  }

  async find(personId: string, manager: EntityManager = this.database.read): Promise<OnboardingEntity | null> {
    return await manager.findOneBy(OnboardingEntity, { personId });
  }

  /** Whatever changes what a person hands in or logs comes one after the other. */
  async lock(tx: Tx, personId: string): Promise<OnboardingEntity | null> {
    return await tx.findOne(OnboardingEntity, { where: { personId }, lock: { mode: 'pessimistic_write' } });
  }

  async complete(tx: Tx, personId: string, at: Date): Promise<boolean> {
    const result = await tx.update(OnboardingEntity, { personId, completedAt: IsNull() }, { completedAt: at });
    return result.affected === 1;
  }

  async itemsOf(personId: string, manager: EntityManager = this.database.read): Promise<OnboardingItemEntity[]> {
    return await manager.find(OnboardingItemEntity, { where: { personId }, order: { id: 'ASC' }, take: 100 });
  }

  async findItem(id: string, manager: EntityManager = this.database.read): Promise<OnboardingItemEntity | null> {
    return await manager.findOneBy(OnboardingItemEntity, { id });
  }

  async itemOf(tx: Tx, personId: string, kind: OnboardingKind): Promise<OnboardingItemEntity | null> {
    return await tx.findOneBy(OnboardingItemEntity, { personId, kind });
  }

  /** @returns whether this call made the move */
  async move(
    tx: Tx,
    id: string,
    transition: OnboardingTransition,
    at: Date,
    reasonCode: string | null = null,
  ): Promise<boolean> {
    const { from, to } = onboardingTransitions[transition];
    const where = { id, state: In<OnboardingState>([...from]) };
    const result = await tx.update(OnboardingItemEntity, where, { state: to, updatedAt: at, reasonCode });
    return result.affected === 1;
  }

  async list(limit: number, afterId: string | null, state?: OnboardingState): Promise<OnboardingItemEntity[]> {
    const query = this.database.read
      .createQueryBuilder(OnboardingItemEntity, 'item')
      .where('TRUE')
      .orderBy('item.id', 'DESC')
      .limit(limit);
    if (state !== undefined) query.andWhere('item.state = :state', { state });
    if (afterId !== null) query.andWhere('item.id < :after', { after: uuidOf(afterId) });
    return await query.getMany();
  }

  async addTaxForm(tx: Tx, form: TaxFormEntity): Promise<void> {
    await tx.insert(TaxFormEntity, form);
  }

  /** The one that was handed in last. */
  async taxFormOf(itemId: string, manager: EntityManager = this.database.read): Promise<TaxFormEntity | null> {
    return await manager.findOne(TaxFormEntity, { where: { itemId }, order: { number: 'DESC' } });
  }

  async reviewTaxForm(tx: Tx, { itemId, number }: TaxFormEntity, reviewedBy: string, at: Date): Promise<void> {
    await tx.update(TaxFormEntity, { itemId, number }, { reviewedBy, reviewedAt: at });
  }

  async hasTwin({ numberIndex, personId }: TaxFormEntity): Promise<boolean> {
    if (numberIndex === null) return false;
    return await this.database.read.existsBy(TaxFormEntity, { numberIndex, personId: Not(personId) });
  }

  /** Whether another person has or had the same account; one that was replaced counts, since money may have gone there. */
  async hasMethodTwin({ accountIndex, personId }: PayoutMethodEntity): Promise<boolean> {
    return await this.database.read.existsBy(PayoutMethodEntity, { accountIndex, personId: Not(personId) });
  }

  async addPayoutMethod(tx: Tx, method: PayoutMethodEntity): Promise<void> {
    await tx.update(
      PayoutMethodEntity,
      { personId: method.personId, state: Not('replaced') },
      { state: 'replaced' as const },
    );
    await tx.insert(PayoutMethodEntity, method);
  }

  async currentMethodOf(
    personId: string,
    manager: EntityManager = this.database.read,
  ): Promise<PayoutMethodEntity | null> {
    return await manager.findOneBy(PayoutMethodEntity, { personId, state: Not('replaced') });
  }

  async methodsOf(personId: string): Promise<PayoutMethodEntity[]> {
    return await this.database.read.find(PayoutMethodEntity, {
      where: { personId },
      order: { id: 'DESC' },
      take: 100,
    });
  }

  async findMethods(ids: string[], manager: EntityManager = this.database.read): Promise<PayoutMethodEntity[]> {
    return ids.length === 0 ? [] : await manager.findBy(PayoutMethodEntity, { id: In(ids) });
  }

  async reviewMethod(tx: Tx, id: string, state: 'verified' | 'rejected', reviewedBy: string): Promise<void> {
    await tx.update(PayoutMethodEntity, { id, state: 'submitted' }, { state, reviewedBy });
  }
}
