import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

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
}
