import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CredentialEntity } from './credential.entities.js';

@Injectable()
export class CredentialRepository {
  constructor(private readonly database: Database) {}

  async passwordOf(personId: string, manager: EntityManager = this.database.read): Promise<CredentialEntity | null> {
    return await manager.findOneBy(CredentialEntity, { personId, kind: 'password' });
  }

  async setPassword(tx: Tx, password: Omit<CredentialEntity, 'kind'>): Promise<void> {
    await tx.upsert(CredentialEntity, { ...password, kind: 'password' }, ['personId', 'kind']);
  }
}
