import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { ApplicationStage, DecisionKind, DecisionReason } from '@guildhall/messages/applicants';
import { Check, Column, Entity, Index } from 'typeorm';

@Entity('application')
@Check(
  'application_stage_check',
  `"stage" IN ('unverified', 'submitted', 'interviewing', 'evaluated', 'held', 'advanced', 'not_selected', 'withdrawn', 'expired')`,
)
@Index('application_opening_id_person_id_idx', ['openingId', 'personId'], {
  unique: true,
  where: `"stage" NOT IN ('withdrawn', 'expired')`,
})
@Index('application_decision_due_at_idx', ['decisionDueAt'], { where: `"decision_due_at" IS NOT NULL` })
@Index('application_unverified_idx', ['createdAt'], { where: `"stage" = 'unverified'` })
export class ApplicationEntity {
  @PrimaryIdColumn('app')
  id!: string;

  @IdColumn('opn')
  openingId!: string;

  @IdColumn('per')
  @Index()
  personId!: string;

  @Column({ type: 'text' })
  stage!: ApplicationStage;

  @Column({ type: 'text' })
  region!: string;

  @Column({ type: 'text' })
  language!: string;

  /** The opening's requirements when the application was made. */
  @Column({ type: 'jsonb' })
  requirements!: string[];

  /** Places whose law applies: the opening's and the applicant's, when the application was made. */
  @Column({ type: 'jsonb' })
  jurisdictions!: string[];

  @Column({ type: 'integer' })
  version!: number;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  submittedAt!: Date | null;

  /** When a person could first decide: the interview has its result, or a person has it. */
  @MomentColumn({ nullable: true })
  evaluatedAt!: Date | null;

  /** By when a person decides, or tells of it again while it is on hold; null where nobody owes a decision. */
  @MomentColumn({ nullable: true })
  decisionDueAt!: Date | null;

  @MomentColumn({ nullable: true })
  withdrawnAt!: Date | null;
}

/** A decision by a named person. Rows are added, never changed. */
@Entity('decision')
@Check('decision_reason_check', `"reason_code" <> ''`)
@Check('decision_kind_check', `"kind" IN ('advance', 'hold', 'not_select')`)
export class DecisionEntity {
  @PrimaryIdColumn('dec')
  id!: string;

  @IdColumn('app')
  @Index()
  applicationId!: string;

  @Column({ type: 'text' })
  kind!: DecisionKind;

  @Column({ type: 'text' })
  reasonCode!: DecisionReason;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @IdColumn('per')
  decidedBy!: string;

  @MomentColumn()
  decidedAt!: Date;
}
