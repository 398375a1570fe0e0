import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index } from 'typeorm';

/** What one of the staff wrote about an applicant. Rows are added, never changed, and erased with the interview. */
@Entity('candidate_note')
@Index('candidate_note_application_id_id_idx', ['applicationId', 'id'])
export class CandidateNoteEntity {
  @PrimaryIdColumn('nte')
  id!: string;

  @IdColumn('int')
  @Index()
  interviewId!: string;

  @IdColumn('app')
  applicationId!: string;

  @IdColumn('per')
  authorId!: string;

  @Column({ type: 'text' })
  text!: string;

  @MomentColumn()
  createdAt!: Date;
}
