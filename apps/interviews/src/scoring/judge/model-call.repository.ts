import { Database } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { ModelCallEntity } from './model-call.entity.js';
import type { ModelCallRecord, ModelCallStore } from './model-call-record.js';

/** Each call is a transaction of its own: a reply has to outlive whatever asked for it. */
@Injectable()
export class ModelCallRepository implements ModelCallStore {
  constructor(private readonly database: Database) {}

  async find(inputHash: string): Promise<ModelCallRecord | null> {
    const row = await this.database.read.findOneBy(ModelCallEntity, { inputHash });
    return row && { ...row.record, rawBody: row.rawBody };
  }

  async save(call: ModelCallRecord): Promise<ModelCallRecord> {
    const { rawBody, ...record } = call;
    const { id, inputHash, subject: interviewId } = record;
    const row = { id, inputHash, interviewId, record, rawBody, requestedAt: new Date(record.requestedAt) };
    await this.database.transaction((tx) =>
      tx
        .createQueryBuilder()
        .insert()
        .into(ModelCallEntity)
        .values(row as QueryDeepPartialEntity<ModelCallEntity>)
        .orIgnore()
        .execute(),
    );
    return (await this.find(inputHash))!;
  }
}
