import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { PersonalKeyEntity } from './personal-key.entity.js';

@Injectable()
export class PersonalKeysRepository {
  constructor(private readonly database: Database) {}

  /** Keeps the key of an owner unless there is one. */
  async insert(tx: Tx, key: PersonalKeyEntity): Promise<void> {
    await tx.query(
      `INSERT INTO personal_key (owner, key_id, wrapped, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (owner) DO NOTHING`,
      [key.owner, key.keyId, key.wrapped, key.createdAt],
    );
  }

  async find(owner: string, manager: EntityManager = this.database.read): Promise<PersonalKeyEntity | null> {
    return await manager.findOneBy(PersonalKeyEntity, { owner });
  }

  async findAll(owners: string[], manager: EntityManager = this.database.read): Promise<PersonalKeyEntity[]> {
    return await manager.findBy(PersonalKeyEntity, { owner: In(owners) });
  }
}
