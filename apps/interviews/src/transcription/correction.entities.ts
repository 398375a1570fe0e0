import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an applicant says of one sentence of a transcript. Rows are added, never changed: the last of a sentence counts. */
@Entity('transcript_correction')
export class CorrectionEntity {
  @PrimaryIdColumn('trs')
  transcriptId!: string;

  /** From 1 in each transcript, without gaps. */
  @PrimaryColumn({ type: 'integer' })
  sequence!: number;

  @IdColumn('int')
  @Index()
  interviewId!: string;

  /** `n` of the segment. */
  @Column({ type: 'integer' })
  sentence!: number;

  /** Empty where nothing of the sentence was said, null for what was heard after all. */
  @Column({ type: 'text', nullable: true })
  text!: string | null;

  @IdColumn('per')
  correctedBy!: string;

  @MomentColumn()
  correctedAt!: Date;
}

/** A mistake in a transcript that could no longer be corrected, as its speaker tells it. */
@Entity('transcript_mistake')
export class MistakeEntity {
  @PrimaryIdColumn('int')
  interviewId!: string;

  /** From 1 in each interview, without gaps. */
  @PrimaryColumn({ type: 'integer' })
  sequence!: number;

  @IdColumn('trs')
  transcriptId!: string;

  /** `n` of the segment. */
  @Column({ type: 'integer' })
  sentence!: number;

  @Column({ type: 'text' })
  note!: string;

  @IdColumn('per')
  reportedBy!: string;

  @MomentColumn()
  reportedAt!: Date;
}
