import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { Adjustments } from '@guildhall/messages/interviews';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What an applicant asked a person for. It may tell of somebody's health: nothing that judges an answer reads this table, and
 * its words stand in no event and no audit row.
 */
@Entity('adjustment_request')
export class AdjustmentRequestEntity {
  @PrimaryIdColumn('int')
  interviewId!: string;

  /** From 1; the last one counts. */
  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ type: 'boolean' })
  moreTime!: boolean;

  @Column({ type: 'boolean' })
  writtenAnswers!: boolean;

  @Column({ type: 'boolean' })
  extraBreaks!: boolean;

  @Column({ type: 'text', nullable: true })
  note!: string | null;

  @MomentColumn()
  requestedAt!: Date;

  @MomentColumn({ nullable: true })
  answeredAt!: Date | null;

  @IdColumn('per', { nullable: true })
  answeredBy!: string | null;

  /** What held from the answer on. */
  @Column({ type: 'jsonb', nullable: true })
  granted!: Adjustments | null;
}
