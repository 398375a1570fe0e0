import { IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { HoldReason, PayoutState, PayRunFile } from '@guildhall/messages/payroll';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

@Entity('payout_file')
@Check(
  'payout_file_known_state_check',
  `"state" IN ('building', 'built', 'submitting', 'submitted', 'done', 'refused', 'abandoned')`,
)
@Unique('payout_file_run_id_number_key', ['runId', 'number'])
export class PayoutFileEntity {
  @PrimaryIdColumn('fil')
  id!: string;

  @IdColumn('run')
  runId!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  state!: PayRunFile['state'];

  @Column({ type: 'text', nullable: true })
  contentToken!: string | null;

  /** Of what people may see of it; there is none of the file itself. */
  @Column({ type: 'text', nullable: true })
  maskedSha256!: string | null;

  @Column({ type: 'integer' })
  entries!: number;

  @MinorUnitsColumn()
  totalMinor!: bigint;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  submittedAt!: Date | null;
}

@Entity('payout')
@Check('payout_amount_check', `"amount_minor" > 0`)
@Check(
  'payout_state_check',
  `"state" IN ('ready', 'held', 'batched', 'sent', 'accepted', 'settled', 'rejected', 'returned', 'reissued')`,
)
@Check('payout_hold_check', `("state" = 'held') = ("hold_reason" IS NOT NULL)`)
@Index('payout_file_id_trace_number_idx', ['fileId', 'traceNumber'], { unique: true })
@Index('payout_run_id_id_idx', ['runId', 'id'])
@Index('payout_person_id_id_idx', ['personId', 'id'])
export class PayoutEntity {
  @PrimaryIdColumn('pyt')
  id!: string;

  @IdColumn('run')
  runId!: string;

  @IdColumn('per')
  personId!: string;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'integer' })
  attempt!: number;

  @Index({ unique: true })
  @Column({ type: 'text' })
  key!: string;

  @MinorUnitsColumn()
  amountMinor!: bigint;

  @Column({ type: 'text' })
  state!: PayoutState;

  @Column({ type: 'text', nullable: true })
  holdReason!: HoldReason | null;

  @IdColumn('pom', { nullable: true })
  payoutMethodId!: string | null;

  @IdColumn('fil', { nullable: true })
  fileId!: string | null;

  @Column({ type: 'text', nullable: true })
  traceNumber!: string | null;

  @Column({ type: 'text', nullable: true })
  bankLine!: string | null;

  @Column({ type: 'text', nullable: true })
  returnCode!: string | null;

  @IdColumn('pyt', { nullable: true })
  replaces!: string | null;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  sentAt!: Date | null;

  @MomentColumn({ nullable: true })
  settledAt!: Date | null;
}
