import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { ApplicationStage } from '@guildhall/messages/applicants';
import type { HumanPathReason, InterviewState, StoredProblem } from '@guildhall/messages/interviews';
import { Check, Column, Entity, Index } from 'typeorm';

/** One person's interview for one application. */
@Entity('interview')
@Check(
  'interview_state_check',
  `"state" IN ('invited', 'consented', 'in_progress', 'submitted', 'transcribed', 'transcript_check', 'scoring', 'scored',
   'insufficient_data', 'needs_human', 'human_path', 'expired', 'withdrawn')`,
)
@Check('interview_path_check', `"path" IN ('ai', 'human') AND ("path" = 'ai') = ("path_reason" IS NULL)`)
export class InterviewEntity {
  @PrimaryIdColumn('int')
  id!: string;

  @IdColumn('app')
  @Index({ unique: true })
  applicationId!: string;

  @IdColumn('opn')
  @Index()
  openingId!: string;

  @IdColumn('per')
  @Index()
  personId!: string;

  @IdColumn('plv')
  @Index()
  planVersionId!: string;

  @Column({ type: 'text' })
  state!: InterviewState;

  /** Whether AI evaluates the answers or a person does. */
  @Column({ type: 'text' })
  path!: 'ai' | 'human';

  @Column({ type: 'text', nullable: true })
  pathReason!: HumanPathReason | null;

  /** BCP 47 tag of the language the answers are given in. */
  @Column({ type: 'text' })
  language!: string;

  /** Places whose law applies, frozen with the application. */
  @Column({ type: 'jsonb' })
  jurisdictions!: string[];

  /** Of the application, as applicants told last; null for those it has told nothing of since the copy is kept. */
  @Column({ type: 'text', nullable: true })
  stage!: ApplicationStage | null;

  /** Where the applicant lives, ISO 3166-1; null where that was not told. */
  @Column({ type: 'text', nullable: true })
  country!: string | null;

  /** How much longer than the plan says the person's answers may be; 1.5 by themselves, more with the recruiter, for whatever reason. */
  @Column({ type: 'double precision', default: 1 })
  timeFactor!: number;

  /** Agreed with a recruiter; answers may be written without it, too. */
  @Column({ type: 'boolean', default: false })
  writtenAnswers!: boolean;

  /** Agreed with a recruiter. */
  @Column({ type: 'boolean', default: false })
  extraBreaks!: boolean;

  @MomentColumn()
  invitedAt!: Date;

  @MomentColumn()
  deadlineAt!: Date;

  @MomentColumn({ nullable: true })
  submittedAt!: Date | null;

  /** Until when transcripts may be checked; null before there are any. */
  @MomentColumn({ nullable: true })
  transcriptCheckUntil!: Date | null;

  /** Why there is no score, where there is none; in progress, why it was opened again after it was submitted. */
  @Column({ type: 'jsonb', nullable: true })
  problem!: StoredProblem | null;

  /** When what was recorded has been kept for as long as it may; null until the application has ended. */
  @MomentColumn({ nullable: true })
  @Index('interview_retention_due_at_idx', { where: '"retention_due_at" IS NOT NULL' })
  retentionDueAt!: Date | null;
}
