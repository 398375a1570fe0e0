import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { TranscriptEntity } from './transcript.entity.js';

@Injectable()
export class TranscriptRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, transcript: TranscriptEntity): Promise<void> {
    await tx.insert(TranscriptEntity, transcript as QueryDeepPartialEntity<TranscriptEntity>);
  }

  async findByTake(takeId: string, manager: EntityManager = this.database.read): Promise<TranscriptEntity | null> {
    return await manager.findOneBy(TranscriptEntity, { takeId });
  }

  /** All of an interview's transcripts, one an answer and take. */
  async ofInterview(interviewId: string, manager: EntityManager = this.database.read): Promise<TranscriptEntity[]> {
    return await manager.find(TranscriptEntity, {
      where: { interviewId },
      order: { questionId: 'ASC', createdAt: 'ASC' },
    });
  }
}
