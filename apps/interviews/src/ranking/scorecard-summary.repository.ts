import type { Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import type { ScorecardDraft } from '../scoring/scorecard.js';
import { scorecardOutline } from './scorecard-outline.js';
import { scorecardSummary } from './scorecard-summary.js';

/** Results are read whole once each, so many at a time. */
const resultsAtOnce = 500;

@Injectable()
export class ScorecardSummaryRepository {
  /** Makes the summaries of some ranked results of an opening that have none yet. @returns whether there were any */
  async completeSome(tx: Tx, openingId: string): Promise<boolean> {
    const rows: { id: string; draft: ScorecardDraft }[] = await tx.query(
      `SELECT id, draft FROM scorecard WHERE opening_id = $1 AND outcome = 'ranked'
         AND NOT EXISTS (SELECT FROM scorecard_summary AS summary JOIN scorecard_outline USING (scorecard_id)
           WHERE summary.scorecard_id = scorecard.id)
       LIMIT $2`,
      [uuidOf(openingId), resultsAtOnce],
    );
    if (rows.length === 0) return false;
    const ids = rows.map(({ id }) => id);
    const summaries = rows.map(({ draft }) => scorecardSummary(draft));
    await tx.query(
      `INSERT INTO scorecard_summary (scorecard_id, levels, variances)
       SELECT * FROM unnest($1::uuid[], $2::jsonb[], $3::jsonb[]) ON CONFLICT DO NOTHING`,
      [
        ids,
        summaries.map(({ levels }) => JSON.stringify(levels)),
        summaries.map(({ variances }) => JSON.stringify(variances)),
      ],
    );
    await tx.query(
      `INSERT INTO scorecard_outline (scorecard_id, outline)
       SELECT * FROM unnest($1::uuid[], $2::jsonb[]) ON CONFLICT DO NOTHING`,
      [ids, rows.map(({ draft }) => JSON.stringify(scorecardOutline(draft)))],
    );
    return true;
  }
}
