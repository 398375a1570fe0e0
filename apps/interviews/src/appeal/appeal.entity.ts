import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { AppealOutcome, AppealReason } from '@guildhall/messages/interviews';
import { Check, Column, Entity, Index } from 'typeorm';

/** Another look at what was decided against an applicant. One for each application, guarded by the index. */
@Entity('appeal')
@Check('appeal_state_check', `"state" IN ('open', 'concluded')`)
@Check('appeal_outcome_check', `"outcome" IN ('upheld', 'changed')`)
@Check(
  'appeal_concluded_check',
  `("state" = 'concluded') = ("outcome" IS NOT NULL)
   AND ("outcome" IS NULL) = ("reason_code" IS NULL) AND ("outcome" IS NULL) = ("concluded_by" IS NULL)
   AND ("outcome" IS NULL) = ("concluded_at" IS NULL)`,
)
@Check(
  'appeal_another_person_check',
  `"concluded_by" IS NULL OR NOT jsonb_exists("decider_ids", 'per_' || replace("concluded_by"::text, '-', ''))`,
)
@Index('appeal_open_idx', ['openingId', 'dueAt'], { where: `"state" = 'open'` })
export class AppealEntity {
  @PrimaryIdColumn('apl')
  id!: string;

  @IdColumn('int')
  @Index({ unique: true })
  interviewId!: string;

  @IdColumn('app')
  @Index({ unique: true })
  applicationId!: string;

  @IdColumn('opn')
  openingId!: string;

  @Column({ type: 'text' })
  state!: 'open' | 'concluded';

  /** Why, in the applicant's words; erased with what was recorded. */
  @Column({ type: 'text', nullable: true })
  note!: string | null;

  /** Everybody who had decided about the application before: none of them answers. */
  @Column({ type: 'jsonb' })
  deciderIds!: string[];

  /** There was a result, so the answers are compared anew. */
  @Column({ type: 'boolean' })
  isComparedAnew!: boolean;

  @MomentColumn()
  openedAt!: Date;

  @MomentColumn()
  dueAt!: Date;

  @Column({ type: 'text', nullable: true })
  outcome!: AppealOutcome | null;

  @Column({ type: 'text', nullable: true })
  reasonCode!: AppealReason | null;

  @IdColumn('per', { nullable: true })
  concludedBy!: string | null;

  @MomentColumn({ nullable: true })
  concludedAt!: Date | null;
}
