import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Check, Column, Entity, Index } from 'typeorm';
import type { ScorecardDraft } from './scorecard.js';

/** What a result can be derived from again: hashes of everything that went in, and who made it with what. */
export interface ScoringRecord {
  media: Record<string, string | null>;
  transcripts: Record<string, string>;
  /** By question, of the words that were scored where the applicant had corrected those that were heard; absent without. */
  corrected?: Record<string, string>;
  plan: string;
  engine: { name: string; version: string; settings: string };
  seed: string;
  modelCallIds: string[];
  costMicroUsd: number;
  codeVersion: string;
}

/** One evaluation of one interview. Rows are added, never changed. */
@Entity('scorecard')
@Check(
  'scorecard_outcome_check',
  `"outcome" IN ('ranked', 'held_out') AND ("outcome" = 'ranked') = ("total_bp" IS NOT NULL)`,
)
@Index('scorecard_opening_id_ranked_idx', ['openingId'], { where: `"outcome" = 'ranked'` })
@Index('scorecard_opening_id_review_required_idx', ['openingId', 'id'], {
  where: `"review_required" OR "outcome" = 'held_out'`,
})
export class ScorecardEntity {
  @PrimaryIdColumn('scr')
  id!: string;

  @IdColumn('int')
  @Index()
  interviewId!: string;

  @IdColumn('app')
  @Index()
  applicationId!: string;

  @IdColumn('opn')
  openingId!: string;

  /** SHA-256 over everything the result depends on, seed and purpose included: a retry finds the row. */
  @Column({ type: 'text' })
  @Index({ unique: true })
  inputSha256!: string;

  @Column({ type: 'text' })
  purpose!: 'score' | 'rescore' | 'appeal';

  @Column({ type: 'text' })
  outcome!: 'ranked' | 'held_out';

  /** Basis points of a level: 43500 is 4.35. Null where the result is held out. */
  @Column({ type: 'integer', nullable: true })
  totalBp!: number | null;

  @Column({ type: 'double precision', nullable: true })
  standardError!: number | null;

  @Column({ type: 'boolean' })
  reviewRequired!: boolean;

  @Column({ type: 'jsonb' })
  draft!: ScorecardDraft;

  @Column({ type: 'jsonb' })
  record!: ScoringRecord;

  @MomentColumn()
  createdAt!: Date;
}

/** Which member of staff has looked at which result. */
@Entity('scorecard_reading')
export class ScorecardReadingEntity {
  @PrimaryIdColumn('scr')
  scorecardId!: string;

  @PrimaryIdColumn('per')
  staffId!: string;

  @MomentColumn()
  readAt!: Date;
}
