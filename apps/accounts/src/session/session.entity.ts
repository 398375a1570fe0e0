import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index } from 'typeorm';

@Entity('session')
export class SessionEntity {
  @PrimaryIdColumn('ses')
  id!: string;

  @IdColumn('per')
  @Index()
  personId!: string;

  /** SHA-256 of the token; the token itself is kept by its owner alone. */
  @Column({ type: 'text' })
  @Index({ unique: true })
  tokenHash!: string;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn()
  expiresAt!: Date;

  @MomentColumn({ nullable: true })
  endedAt!: Date | null;

  /** Until when dangerous acts are allowed, after a fresh proof. */
  @MomentColumn({ nullable: true })
  steppedUpUntil!: Date | null;

  /** Opened with a one-time password: nothing but its change is allowed. */
  @Column({ type: 'boolean' })
  passwordChangeRequired!: boolean;
}
