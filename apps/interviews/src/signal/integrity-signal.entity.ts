import { MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { SignalKind } from '@guildhall/messages/interviews';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What the page noticed. Rows are added, never changed, and nothing that judges an answer reads them. */
@Entity('integrity_signal')
@Check('integrity_signal_kind_check', `"kind" IN ('left_page', 'lost_focus', 'second_device_tab', 'pasted_text')`)
export class IntegritySignalEntity {
  @PrimaryIdColumn('int')
  interviewId!: string;

  /** From 1, in the order in which they came. */
  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  kind!: SignalKind;

  @Column({ type: 'text', nullable: true })
  questionId!: string | null;

  @Column({ type: 'double precision', nullable: true })
  seconds!: number | null;

  @MomentColumn()
  notedAt!: Date;
}
