import { Database } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { StoredTranscriptionEntity } from './stored-transcription.entity.js';
import type { StoredTranscription, TranscriptionStore } from './stored-transcription.js';

/** Each call is a transaction of its own: a reply has to outlive whatever asked for it. */
@Injectable()
export class StoredTranscriptionRepository implements TranscriptionStore {
  constructor(private readonly database: Database) {}

  async find(inputHash: string): Promise<StoredTranscription | null> {
    const row = await this.database.read.findOneBy(StoredTranscriptionEntity, { inputHash });
    return row && { ...row.record, rawBody: row.rawBody };
  }

  async save(transcription: StoredTranscription): Promise<StoredTranscription> {
    const { rawBody, ...record } = transcription;
    const { id, inputHash, subject: interviewId } = record;
    const row = { id, inputHash, interviewId, record, rawBody, requestedAt: new Date(record.requestedAt) };
    await this.database.transaction((tx) =>
      tx
        .createQueryBuilder()
        .insert()
        .into(StoredTranscriptionEntity)
        .values(row as QueryDeepPartialEntity<StoredTranscriptionEntity>)
        .orIgnore()
        .execute(),
    );
    return (await this.find(inputHash))!;
  }
}
