import { CountColumn, IdColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity } from 'typeorm';

/** What interviews have to know of an opening, as its last `opening.opened` said. */
@Entity('opening_settings')
export class OpeningSettingsEntity {
  @PrimaryIdColumn('opn')
  openingId!: string;

  @IdColumn('plv')
  planVersionId!: string;

  @Column({ type: 'integer' })
  interviewDeadlineDays!: number;

  @Column({ type: 'integer' })
  transcriptCheckHours!: number;

  /** Millionths of a US dollar a day; null means the installation's own cap. */
  @CountColumn({ nullable: true })
  aiDailyCapMicros!: number | null;
}
