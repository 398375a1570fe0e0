import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { TranscriptEntity } from './transcript.entity.js';

@Injectable()
export class TranscriptRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, transcript: TranscriptEntity): Promise<void> {
    await tx.insert(TranscriptEntity, transcript as QueryDeepPartialEntity<TranscriptEntity>);
  }

  async find(tx: Tx, id: string): Promise<TranscriptEntity | null> {
    return await tx.findOneBy(TranscriptEntity, { id });
  }

  async findByTake(takeId: string, manager: EntityManager = this.database.read): Promise<TranscriptEntity | null> {
    return await manager.findOneBy(TranscriptEntity, { takeId });
  }

  async latestWritten(tx: Tx, interviewId: string, questionId: string): Promise<TranscriptEntity | null> {
    return await tx.findOne(TranscriptEntity, {
      where: { interviewId, questionId, takeId: IsNull() },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }

  /** All of an interview's transcripts, one a take and text, oldest first. */
  async ofInterview(interviewId: string, manager: EntityManager = this.database.read): Promise<TranscriptEntity[]> {
    return await manager.find(TranscriptEntity, {
      where: { interviewId },
      order: { questionId: 'ASC', createdAt: 'ASC', id: 'ASC' },
    });
  }
}
