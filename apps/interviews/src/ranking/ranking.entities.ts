import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { StoredOutline } from './scorecard-outline.js';

/** The order of an opening's candidates at one moment. Pages of one ranking never shift. */
@Entity('ranking')
@Unique('ranking_opening_id_number_key', ['openingId', 'number'])
export class RankingEntity {
  @PrimaryIdColumn('rnk')
  id!: string;

  @IdColumn('opn')
  openingId!: string;

  /** Counts an opening's rankings; the highest is the one that holds. */
  @Column({ type: 'integer' })
  number!: number;

  /** SHA-256 over the scorecards that were ranked, so that the same results make no second ranking. */
  @Column({ type: 'text' })
  inputSha256!: string;

  @MomentColumn()
  @Index()
  rankedAt!: Date;

  /** Since somebody in it was erased nobody is shown it; its entries go with the next ranking. */
  @MomentColumn({ nullable: true })
  droppedAt!: Date | null;
}

@Entity('ranking_entry')
export class RankingEntryEntity {
  @PrimaryIdColumn('rnk')
  rankingId!: string;

  /** From 1, without gaps. */
  @PrimaryColumn({ type: 'integer' })
  place!: number;

  @IdColumn('app')
  applicationId!: string;

  @IdColumn('int')
  interviewId!: string;

  @IdColumn('scr')
  scorecardId!: string;

  @Column({ type: 'integer' })
  rank!: number;

  @Column({ type: 'integer' })
  band!: number;

  @Column({ type: 'boolean' })
  alsoTiesWithPreviousBand!: boolean;

  @Column({ type: 'integer' })
  bandSize!: number;
}

/**
 * What candidates are filtered and weighed anew by, of a ranked result, so that neither has to read the whole of it. By criterion;
 * derived from the scorecard and, like it, never changed.
 */
@Entity('scorecard_summary')
export class ScorecardSummaryEntity {
  @PrimaryIdColumn('scr')
  scorecardId!: string;

  /** 1 to 5. */
  @Column({ type: 'jsonb' })
  levels!: Record<string, number>;

  /** Of the level's distribution, in levels squared. */
  @Column({ type: 'jsonb' })
  variances!: Record<string, number>;
}

/** What lists show of a ranked result. In a table of its own: other weights read half a million summaries, and none of these. */
@Entity('scorecard_outline')
export class ScorecardOutlineEntity {
  @PrimaryIdColumn('scr')
  scorecardId!: string;

  @Column({ type: 'jsonb' })
  outline!: StoredOutline;
}
