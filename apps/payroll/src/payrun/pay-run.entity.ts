import { IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { HoldReason, PayRunState } from '@guildhall/messages/payroll';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('pay_run')
@Check(
  'pay_run_state_check',
  `"state" IN ('draft', 'calculated', 'approved', 'filed', 'submitted', 'settled', 'partial', 'closed')`,
)
@Check('pay_run_period_check', `"period_end" >= "period_start"`)
export class PayRunEntity {
  @PrimaryIdColumn('run')
  id!: string;

  @Column({ type: 'text' })
  state!: PayRunState;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'date' })
  periodStart!: string;

  @Column({ type: 'date' })
  periodEnd!: string;

  @IdColumn('per')
  createdBy!: string;

  @Column({ type: 'integer' })
  calculation!: number;

  @Column({ type: 'uuid', nullable: true })
  calculatedThrough!: string | null;

  @Column({ type: 'text', nullable: true })
  snapshotSha256!: string | null;

  @MomentColumn()
  createdAt!: Date;
}

/** Two of them, for the same snapshot, set a run going. Rows are added, never changed; `created_by` is filled in by the database. */
@Entity('pay_run_approval')
@Check('pay_run_approval_not_by_creator_check', `"approved_by" <> "created_by"`)
export class PayRunApprovalEntity {
  @PrimaryIdColumn('run')
  runId!: string;

  @PrimaryColumn({ type: 'integer' })
  calculation!: number;

  @PrimaryIdColumn('per')
  approvedBy!: string;

  @IdColumn('per')
  createdBy!: string;

  @Column({ type: 'text' })
  snapshotSha256!: string;

  @MomentColumn()
  approvedAt!: Date;
}

/** A line of a timesheet in a run. No line is ever in two runs. */
@Entity('pay_line')
@Index('pay_line_run_id_person_id_idx', ['runId', 'personId'])
export class PayLineEntity {
  @PrimaryIdColumn('pay')
  id!: string;

  @IdColumn('run')
  runId!: string;

  @Index({ unique: true })
  @IdColumn('tsl')
  timesheetLineId!: string;

  @IdColumn('ctr')
  contractId!: string;

  @IdColumn('per')
  personId!: string;

  @IdColumn('rat')
  rateId!: string;

  @Column({ type: 'integer' })
  seconds!: number;

  @MinorUnitsColumn()
  rateMinor!: bigint;

  @MinorUnitsColumn()
  amountMinor!: bigint;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'date' })
  weekStart!: string;

  @Column({ type: 'boolean' })
  priorPeriod!: boolean;

  /** As it was at the calculation, a part of what is approved; what holds the line later, its payout says. */
  @Column({ type: 'text', nullable: true })
  holdReason!: HoldReason | null;

  @Index()
  @IdColumn('pyt', { nullable: true })
  payoutId!: string | null;
}
