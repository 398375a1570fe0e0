import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ApiKeyEntity } from './api-key.entity.js';

@Injectable()
export class ApiKeyRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, key: ApiKeyEntity): Promise<void> {
    await tx.insert(ApiKeyEntity, key);
  }

  async find(tx: Tx, id: string): Promise<ApiKeyEntity | null> {
    return await tx.findOneBy(ApiKeyEntity, { id });
  }

  async findLive(keyHash: string): Promise<ApiKeyEntity | null> {
    return await this.database.read.findOneBy(ApiKeyEntity, { keyHash, revokedAt: IsNull() });
  }

  async noteUse(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.update(ApiKeyEntity, { id }, { lastUsedAt: at });
  }

  async revoke(tx: Tx, id: string, at: Date): Promise<void> {
    await tx.update(ApiKeyEntity, { id, revokedAt: IsNull() }, { revokedAt: at });
  }

  /** Newest first, at most `limit`; `beforeId` is the last id of the page before. */
  async list(limit: number, beforeId: string | null): Promise<ApiKeyEntity[]> {
    const query = this.database.read.createQueryBuilder(ApiKeyEntity, 'key').orderBy('key.id', 'DESC').limit(limit);
    if (beforeId !== null) query.where('key.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }
}
