import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CorrectionEntity, MistakeEntity } from './correction.entities.js';

/** What applicants say of their transcripts. Both kinds of row are only ever added. */
@Injectable()
export class CorrectionRepository {
  constructor(private readonly database: Database) {}

  /** By transcript, oldest first. */
  async ofInterview(
    interviewId: string,
    manager: EntityManager = this.database.read,
  ): Promise<Map<string, CorrectionEntity[]>> {
    const rows = await manager.find(CorrectionEntity, { where: { interviewId }, order: { sequence: 'ASC' } });
    const byTranscript = new Map<string, CorrectionEntity[]>();
    for (const row of rows) byTranscript.set(row.transcriptId, [...(byTranscript.get(row.transcriptId) ?? []), row]);
    return byTranscript;
  }

  /** Oldest first. */
  async ofTranscript(tx: Tx, transcriptId: string): Promise<CorrectionEntity[]> {
    return await tx.find(CorrectionEntity, { where: { transcriptId }, order: { sequence: 'ASC' } });
  }

  async add(tx: Tx, correction: CorrectionEntity): Promise<void> {
    await tx.insert(CorrectionEntity, correction);
  }

  /** Oldest first. */
  async mistakesOf(interviewId: string, manager: EntityManager = this.database.read): Promise<MistakeEntity[]> {
    return await manager.find(MistakeEntity, { where: { interviewId }, order: { sequence: 'ASC' } });
  }

  async addMistake(tx: Tx, mistake: MistakeEntity): Promise<void> {
    await tx.insert(MistakeEntity, mistake);
  }
}
