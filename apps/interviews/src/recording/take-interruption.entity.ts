import { MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { InterruptionKind } from '@guildhall/messages/interviews';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Something broke while a take was recorded. Rows are added, never changed. */
@Entity('take_interruption')
@Check(
  'take_interruption_kind_check',
  `"kind" IN ('camera_lost', 'microphone_lost', 'page_lost', 'connection_lost', 'storage_full', 'recorder_failed')`,
)
export class TakeInterruptionEntity {
  @PrimaryIdColumn('tak')
  takeId!: string;

  /** From 1, in the order in which they came. */
  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  kind!: InterruptionKind;

  /** Of the recording, by the page's clock. */
  @Column({ type: 'double precision' })
  atSeconds!: number;

  @MomentColumn()
  notedAt!: Date;
}
