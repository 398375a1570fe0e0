import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index } from 'typeorm';
import type { ModelCallRecord } from './model-call-record.js';

/** One reply of a model, as it came and with everything needed to derive its verdicts again. */
@Entity('model_call')
export class ModelCallEntity {
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
  record!: Omit<ModelCallRecord, 'rawBody'>;

  /** Quotes the answer: personal data, erased with the transcript. */
  @Column({ type: 'text' })
  rawBody!: string;

  @MomentColumn()
  requestedAt!: Date;
}
