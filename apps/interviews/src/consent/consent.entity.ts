import { MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A consent that was given, with the exact text it was given to. Withdrawn ones stay as a record. */
@Entity('consent')
export class ConsentEntity {
  @PrimaryIdColumn('int')
  interviewId!: string;

  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  textVersion!: string;

  @Column({ type: 'text' })
  textSha256!: string;

  @MomentColumn()
  grantedAt!: Date;

  @MomentColumn({ nullable: true })
  withdrawnAt!: Date | null;
}
