import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index } from 'typeorm';
import type { StoredTranscription } from './stored-transcription.js';

@Entity('stored_transcription')
export class StoredTranscriptionEntity {
  @PrimaryIdColumn('mdl')
  id!: string;

  @IdColumn('int')
  @Index()
  interviewId!: string;

  @Column({ type: 'text' })
  @Index({ unique: true })
  inputHash!: string;

  /** Without the raw body, which stands beside it. */
  @Column({ type: 'jsonb' })
  record!: Omit<StoredTranscription, 'rawBody'>;

  /** What somebody said: personal data, erased with the transcript. */
  @Column({ type: 'text' })
  rawBody!: string;

  @MomentColumn()
  requestedAt!: Date;
}
