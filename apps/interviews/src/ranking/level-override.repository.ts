import { Database } from '@guildhall/database';
import { idFromUuid, uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import type { ConcludedLevel } from './level-override.js';

@Injectable()
export class LevelOverrideRepository {
  constructor(private readonly database: Database) {}

  /** What people concluded of some results, by result: the last review that was concluded, criteria in order of their ids. */
  async concludedLevels(scorecardIds: string[]): Promise<Map<string, ConcludedLevel[]>> {
    if (scorecardIds.length === 0) return new Map();
    const rows: ConcludedRow[] = await this.database.read.query(
      `SELECT concluded.scorecard_id, concluded.reviewer_id, blind.criterion, coalesce(changed.level, blind.level) AS level,
         changed.reason
       FROM (SELECT DISTINCT ON (scorecard_id) id, scorecard_id, reviewer_id FROM review
         WHERE scorecard_id = ANY($1) AND state = 'concluded' ORDER BY scorecard_id, concluded_at DESC, id DESC) AS concluded
       JOIN review_rating AS blind ON blind.review_id = concluded.id AND blind.phase = 'blind'
       LEFT JOIN review_rating AS changed
         ON changed.review_id = concluded.id AND changed.criterion = blind.criterion AND changed.phase = 'final'
       ORDER BY concluded.scorecard_id, blind.criterion`,
      [scorecardIds.map(uuidOf)],
    );
    const byScorecard = new Map<string, ConcludedLevel[]>();
    for (const { scorecard_id, reviewer_id, criterion, level, reason } of rows) {
      const id = idFromUuid('scr', scorecard_id);
      const concluded = { reviewerId: idFromUuid('per', reviewer_id), criterion, level, reason };
      byScorecard.set(id, [...(byScorecard.get(id) ?? []), concluded]);
    }
    return byScorecard;
  }
}

interface ConcludedRow {
  scorecard_id: string;
  reviewer_id: string;
  criterion: string;
  level: number;
  reason: ConcludedLevel['reason'];
}
