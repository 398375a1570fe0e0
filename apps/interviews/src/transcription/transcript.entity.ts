import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index } from 'typeorm';
import type { TranscriptSegment } from './speech-to-text.js';

/** What was heard in a take, or the text of a written answer (without times). */
@Entity('transcript')
export class TranscriptEntity {
  @PrimaryIdColumn('trs')
  id!: string;

  @IdColumn('int')
  @Index()
  interviewId!: string;

  @Column({ type: 'text' })
  questionId!: string;

  @IdColumn('tak', { nullable: true })
  @Index({ unique: true, where: '"take_id" IS NOT NULL' })
  takeId!: string | null;

  @Column({ type: 'text' })
  engine!: string;

  @Column({ type: 'text' })
  model!: string;

  @Column({ type: 'text' })
  engineVersion!: string;

  @Column({ type: 'text' })
  language!: string;

  @Column({ type: 'jsonb' })
  segments!: TranscriptSegment[];

  /** Measured in the audio, not taken from the transcript; null for a written answer. */
  @Column({ type: 'double precision', nullable: true })
  speechSeconds!: number | null;

  @Column({ type: 'text', nullable: true })
  mediaSha256!: string | null;

  @Column({ type: 'text' })
  transcriptSha256!: string;

  @MomentColumn()
  createdAt!: Date;
}
