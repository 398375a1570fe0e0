import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index } from 'typeorm';

/** A list of applications of one opening, for looking at them together. */
@Entity('shortlist')
@Index('shortlist_opening_id_id_idx', ['openingId', 'id'])
export class ShortlistEntity {
  @PrimaryIdColumn('shl')
  id!: string;

  @IdColumn('opn')
  openingId!: string;

  @Column({ type: 'text' })
  name!: string;

  @IdColumn('per')
  createdBy!: string;

  @MomentColumn()
  createdAt!: Date;

  /** Nobody sees it from then on; a second deletion finds that it is done. */
  @MomentColumn({ nullable: true })
  deletedAt!: Date | null;
}

@Entity('shortlist_candidate')
export class ShortlistCandidateEntity {
  @PrimaryIdColumn('shl')
  shortlistId!: string;

  @PrimaryIdColumn('app')
  applicationId!: string;

  @IdColumn('per')
  addedBy!: string;

  @MomentColumn()
  addedAt!: Date;
}
