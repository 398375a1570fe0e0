import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { DeletionCertificate, DeletionReason, DeletionState, ErasedItem } from '@guildhall/messages/interviews';
import { Check, Column, Entity, Index } from 'typeorm';

/** Everything that was recorded or written in one interview is to go, is going, or is gone. One for each interview. */
@Entity('deletion')
@Check('deletion_state_check', `"state" IN ('requested', 'held', 'erasing', 'awaiting_others', 'completed')`)
@Check('deletion_reason_check', `"reason" IN ('asked', 'retention')`)
@Check('deletion_certificate_check', `("state" = 'completed') = ("certificate" IS NOT NULL)`)
export class DeletionEntity {
  @PrimaryIdColumn('del')
  id!: string;

  @IdColumn('int')
  @Index({ unique: true })
  interviewId!: string;

  @IdColumn('app')
  applicationId!: string;

  @IdColumn('per')
  @Index()
  personId!: string;

  @Column({ type: 'text' })
  reason!: DeletionReason;

  @Column({ type: 'text' })
  state!: DeletionState;

  /** Version of the retention rules that held when it was asked for. */
  @Column({ type: 'text' })
  rulesVersion!: string;

  @MomentColumn()
  requestedAt!: Date;

  @MomentColumn()
  dueAt!: Date;

  @MomentColumn({ nullable: true })
  heldSince!: Date | null;

  /** What there was, counted before the first of it went, so that a repeat of the erasure counts it no second time. */
  @Column({ type: 'jsonb', nullable: true })
  inventory!: Inventory | null;

  /** What went, with the moment; others' confirmations stand in the certificate. */
  @Column({ type: 'jsonb', nullable: true })
  items!: ErasedItem[] | null;

  /**
   * Hashes and object keys of what went, for the services that have yet to look for it. They are what has to go as well, so
   * they go last: null from `completed` on.
   */
  @Column({ type: 'jsonb', nullable: true })
  marks!: string[] | null;

  @MomentColumn({ nullable: true })
  completedAt!: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  certificate!: DeletionCertificate | null;
}

/** Counts of what lies outside the tables. */
export interface Inventory {
  data_keys: number;
  stored_files: number;
  spooled_uploads: number;
}

/** A legal duty to keep the recordings of an interview. At most one of an interview is not released. */
@Entity('legal_hold')
@Index('legal_hold_interview_id_standing_idx', ['interviewId'], { unique: true, where: '"released_at" IS NULL' })
export class LegalHoldEntity {
  @PrimaryIdColumn('hld')
  id!: string;

  @IdColumn('int')
  interviewId!: string;

  @IdColumn('app')
  applicationId!: string;

  @Column({ type: 'text' })
  reason!: string;

  @IdColumn('per')
  placedBy!: string;

  @MomentColumn()
  placedAt!: Date;

  @IdColumn('per', { nullable: true })
  releasedBy!: string | null;

  @MomentColumn({ nullable: true })
  releasedAt!: Date | null;
}
