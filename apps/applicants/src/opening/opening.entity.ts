import { CountColumn, IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { OpeningState } from '@guildhall/messages/applicants';
import { Check, Column, Entity, Index } from 'typeorm';

@Entity('opening')
@Check('opening_state_check', `"state" IN ('draft', 'open', 'closed')`)
@Check('opening_pay_check', `"pay_minimum_minor" >= 0 AND "pay_maximum_minor" >= "pay_minimum_minor"`)
@Index('opening_state_id_idx', ['state', 'id'])
export class OpeningEntity {
  @PrimaryIdColumn('opn')
  id!: string;

  @Column({ type: 'text' })
  state!: OpeningState;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  description!: string;

  /** Of an hour. */
  @MinorUnitsColumn()
  payMinimumMinor!: bigint;

  @MinorUnitsColumn()
  payMaximumMinor!: bigint;

  @Column({ type: 'text' })
  payCurrency!: string;

  @Column({ type: 'jsonb' })
  languages!: string[];

  @Column({ type: 'jsonb' })
  countries!: string[];

  @Column({ type: 'jsonb' })
  places!: string[];

  @Column({ type: 'jsonb' })
  requirements!: string[];

  @IdColumn('plv')
  planVersionId!: string;

  @Column({ type: 'integer' })
  interviewDeadlineDays!: number;

  @Column({ type: 'integer' })
  transcriptCheckHours!: number;

  @CountColumn({ nullable: true })
  aiDailyCapMicros!: number | null;

  /** Results that ask for a person are decided on only after a concluded review. */
  @Column({ type: 'boolean', default: false })
  requiresBlindReview!: boolean;

  @Column({ type: 'integer' })
  version!: number;

  @IdColumn('per')
  createdBy!: string;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  openedAt!: Date | null;

  @MomentColumn({ nullable: true })
  closedAt!: Date | null;
}

/** Who of the staff is on an opening; nobody else but admins sees its candidates. */
@Entity('opening_staff')
@Index('opening_staff_staff_id_idx', ['staffId'])
export class OpeningStaffEntity {
  @PrimaryIdColumn('opn')
  openingId!: string;

  @PrimaryIdColumn('per')
  staffId!: string;
}
