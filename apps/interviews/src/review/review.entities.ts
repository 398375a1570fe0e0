import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { ChangeReason, ReviewProgress } from '@guildhall/messages/interviews';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One person's look at one result. */
@Entity('review')
@Unique('review_scorecard_id_reviewer_id_key', ['scorecardId', 'reviewerId'])
@Index('review_opening_id_rated_at_idx', ['openingId', 'ratedAt'])
@Check('review_state_check', `"state" IN ('open', 'rated', 'concluded')`)
@Check('review_rated_check', `("state" = 'open') = ("rated_at" IS NULL)`)
@Check('review_concluded_check', `("state" = 'concluded') = ("concluded_at" IS NOT NULL)`)
export class ReviewEntity {
  @PrimaryIdColumn('rvw')
  id!: string;

  @IdColumn('scr')
  scorecardId!: string;

  @IdColumn('int')
  @Index()
  interviewId!: string;

  @IdColumn('opn')
  openingId!: string;

  @IdColumn('per')
  reviewerId!: string;

  @Column({ type: 'text' })
  state!: ReviewProgress;

  /** Blind levels and the engine's are so far apart that another person has to look. */
  @Column({ type: 'boolean' })
  needsSecondReader!: boolean;

  @MomentColumn()
  openedAt!: Date;

  @MomentColumn({ nullable: true })
  ratedAt!: Date | null;

  @MomentColumn({ nullable: true })
  concludedAt!: Date | null;
}

/** A level that a reviewer gave: `blind`, before anything was shown, and `final` where it was changed afterwards. Never overwritten. */
@Entity('review_rating')
@Check('review_rating_phase_check', `"phase" IN ('blind', 'final')`)
@Check('review_rating_level_check', `"level" BETWEEN 1 AND 5`)
@Check('review_rating_reason_check', `("phase" = 'final') = ("reason" IS NOT NULL)`)
export class ReviewRatingEntity {
  @PrimaryIdColumn('rvw')
  reviewId!: string;

  @PrimaryColumn({ type: 'text' })
  criterion!: string;

  @PrimaryColumn({ type: 'text' })
  phase!: 'blind' | 'final';

  /** Told apart by the interview when what was said in it is erased. */
  @IdColumn('int')
  @Index()
  interviewId!: string;

  @Column({ type: 'integer' })
  level!: number;

  @Column({ type: 'text', nullable: true })
  reason!: ChangeReason | null;

  @Column({ type: 'text', nullable: true })
  note!: string | null;
}

/** The applicant's words that a blind level rests on: erased with everything else they said. */
@Entity('review_quote')
export class ReviewQuoteEntity {
  @PrimaryIdColumn('rvw')
  reviewId!: string;

  @PrimaryColumn({ type: 'text' })
  criterion!: string;

  @IdColumn('int')
  @Index()
  interviewId!: string;

  @Column({ type: 'text' })
  questionId!: string;

  @Column({ type: 'text' })
  quote!: string;
}
