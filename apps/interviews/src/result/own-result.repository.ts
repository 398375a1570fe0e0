import { Database } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { LessThanOrEqual } from 'typeorm';
import { ScorecardEntity } from '../scoring/scorecard.entity.js';

@Injectable()
export class OwnResultRepository {
  constructor(private readonly database: Database) {}

  /** The result that held at a moment: nothing that was found later was before who decided. */
  async resultAt(applicationId: string, at: Date): Promise<ScorecardEntity | null> {
    return await this.database.read.findOne(ScorecardEntity, {
      where: { applicationId, createdAt: LessThanOrEqual(at) },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }
}
