import { Database, type Tx } from '@guildhall/database';
import { type StaffRole, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { PersonEntity } from './person.entity.js';

@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  async find(id: string, manager: EntityManager = this.database.read): Promise<PersonEntity | null> {
    return await manager.findOneBy(PersonEntity, { id });
  }

  async findByEmail(email: string, manager: EntityManager = this.database.read): Promise<PersonEntity | null> {
    return await manager.findOneBy(PersonEntity, { email: normalEmail(email) });
  }

  async lock(tx: Tx, id: string): Promise<PersonEntity | null> {
    return await tx.findOne(PersonEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** @returns whether the row is new; false where the address belongs to somebody already. */
  async insert(tx: Tx, person: PersonEntity): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(PersonEntity)
      .values({ ...person, email: normalEmail(person.email) })
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  }

  async change(
    tx: Tx,
    id: string,
    changes: Partial<Pick<PersonEntity, 'displayName' | 'locale' | 'addressProvedAt' | 'staffState' | 'roles'>>,
  ): Promise<void> {
    await tx.update(PersonEntity, { id }, changes);
  }

  async findAll(ids: string[]): Promise<PersonEntity[]> {
    return ids.length === 0 ? [] : await this.database.read.findBy(PersonEntity, { id: In(ids) });
  }

  /** Newest first, at most `limit`; `beforeId` is the last id of the page before. */
  async listStaff(limit: number, beforeId: string | null): Promise<PersonEntity[]> {
    const query = this.database.read
      .createQueryBuilder(PersonEntity, 'person')
      .where(`person.kind = 'staff'`)
      .orderBy('person.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.andWhere('person.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }

  /** Active members of staff with a role, at most 100. */
  async listActiveWith(role: StaffRole): Promise<PersonEntity[]> {
    return await this.database.read
      .createQueryBuilder(PersonEntity, 'person')
      .where(`person.kind = 'staff' AND person.staff_state = 'active' AND person.roles @> :role::jsonb`, {
        role: JSON.stringify([role]),
      })
      .orderBy('person.id')
      .limit(100)
      .getMany();
  }

  /** Active members of staff with a role, under lock: the last admin must stay one. Those who are only invited cannot act. */
  async lockActiveWith(tx: Tx, role: StaffRole): Promise<PersonEntity[]> {
    return await tx
      .createQueryBuilder(PersonEntity, 'person')
      .setLock('pessimistic_write')
      .where(`person.staff_state = 'active' AND person.roles @> :role::jsonb`, { role: JSON.stringify([role]) })
      .orderBy('person.id')
      .limit(1_000)
      .getMany();
  }

  /** The member of staff who has held a role for longest, disabled or not. */
  async lockOldestWith(tx: Tx, role: StaffRole): Promise<PersonEntity | null> {
    return await tx
      .createQueryBuilder(PersonEntity, 'person')
      .setLock('pessimistic_write')
      .where(`person.kind = 'staff' AND person.roles @> :role::jsonb`, { role: JSON.stringify([role]) })
      .orderBy('person.id')
      .limit(1)
      .getOne();
  }

  async staffExists(manager: EntityManager): Promise<boolean> {
    return await manager.existsBy(PersonEntity, { kind: 'staff' });
  }
}

/** Addresses are compared without case: nobody runs mailboxes that differ in it alone. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
