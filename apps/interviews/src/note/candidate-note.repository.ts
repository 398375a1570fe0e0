import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { CandidateNoteEntity } from './candidate-note.entity.js';

@Injectable()
export class CandidateNoteRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Tx, note: CandidateNoteEntity): Promise<void> {
    await tx.insert(CandidateNoteEntity, note);
  }

  /** Newest first; `beforeId` is the last id of the page before. */
  async listOfApplication(
    applicationId: string,
    limit: number,
    beforeId: string | null,
  ): Promise<CandidateNoteEntity[]> {
    const query = this.database.read
      .createQueryBuilder(CandidateNoteEntity, 'note')
      .where('note.application_id = :application', { application: uuidOf(applicationId) })
      .orderBy('note.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.andWhere('note.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }
}
