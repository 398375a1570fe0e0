import { IdColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SearchConfiguration } from './search-configuration.js';

/**
 * A sentence as its speaker lets it stand, for full-text search. Made from the transcript and its corrections whenever these change,
 * and erased with them.
 */
@Entity('transcript_sentence')
@Index('transcript_sentence_order_idx', ['openingId', 'interviewId', 'transcriptId', 'sentence'])
@Index('transcript_sentence_words_idx', { synchronize: false })
export class TranscriptSentenceEntity {
  @PrimaryIdColumn('int')
  interviewId!: string;

  @PrimaryIdColumn('trs')
  transcriptId!: string;

  /** `n` of the segment; counted from 1 in a written answer. */
  @PrimaryColumn({ type: 'integer' })
  sentence!: number;

  @IdColumn('opn')
  openingId!: string;

  @Column({ type: 'text' })
  questionId!: string;

  /** Null for a written answer, as the time is. */
  @IdColumn('tak', { nullable: true })
  takeId!: string | null;

  @Column({ type: 'integer', nullable: true })
  startMs!: number | null;

  @Column({ type: 'text' })
  configuration!: SearchConfiguration;

  @Column({ type: 'text' })
  text!: string;

  /** Of the text, by the configuration. */
  @Column({ type: 'tsvector' })
  words!: string;
}
