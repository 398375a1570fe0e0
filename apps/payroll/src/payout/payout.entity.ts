import { IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { HoldReason, PayoutState, PayRunFile } from '@guildhall/messages/payroll';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('payout_file')
@Check(
  'payout_file_known_state_check',
  `"state" IN ('building', 'built', 'submitting', 'submitted', 'done', 'refused', 'abandoned')`,
)
@Unique('payout_file_run_id_number_key', ['runId', 'number'])
@Unique('payout_file_created_on_origin_day_number_key', ['createdOn', 'origin', 'dayNumber'])
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

  /** The day by the bank's clocks, as the file says it. */
  @Column({ type: 'date' })
  createdOn!: string;

  /** Who sends it, as the bank knows them. */
  @Column({ type: 'text' })
  origin!: string;

  /** Among the files of that day and sender, from 1: it makes the modifier and numbers the batch. */
  @Column({ type: 'integer' })
  dayNumber!: number;

  /** Of the first entry among the entries of that day. */
  @Column({ type: 'integer' })
  firstSequence!: number;

  @MomentColumn({ nullable: true })
  submittedAt!: Date | null;
}

/** How many files, and entries in them, were begun on a day of the bank. A modifier is one letter or digit, so there are 36. */
@Entity('payout_file_day')
@Check('payout_file_day_files_check', `"files" BETWEEN 1 AND 36`)
@Check('payout_file_day_entries_check', `"entries" BETWEEN 1 AND 9999999`)
export class PayoutFileDayEntity {
  @PrimaryColumn({ type: 'date' })
  createdOn!: string;

  @PrimaryColumn({ type: 'text' })
  origin!: string;

  @Column({ type: 'integer' })
  files!: number;

  @Column({ type: 'integer' })
  entries!: number;
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

  /** A payout is replaced once. */
  @Index({ unique: true })
  @IdColumn('pyt', { nullable: true })
  replaces!: string | null;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  sentAt!: Date | null;

  @MomentColumn({ nullable: true })
  settledAt!: Date | null;
}
