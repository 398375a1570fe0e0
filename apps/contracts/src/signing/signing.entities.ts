import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A link that was mailed. Nobody but its reader ever sees the token. */
@Entity('signing_link')
export class SigningLinkEntity {
  /** SHA-256 of the token, in hex. */
  @PrimaryColumn({ type: 'text' })
  tokenHash!: string;

  @IdColumn('ctr')
  @Index()
  contractId!: string;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn()
  expiresAt!: Date;

  /** Set when it was used, or revoked by a newer one. */
  @MomentColumn({ nullable: true })
  closedAt!: Date | null;
}

/** One visit of a signer, from the link on. */
@Entity('signing_session')
export class SigningSessionEntity {
  @PrimaryIdColumn('sgn')
  id!: string;

  @IdColumn('ctr')
  @Index()
  contractId!: string;

  @Column({ type: 'text' })
  @Index({ unique: true })
  secretHash!: string;

  /** The code in the test PDF, which shows that the signer can open such a file. */
  @Column({ type: 'text' })
  accessCode!: string;

  /** Keyed hash of the mailed code; null where none is open. */
  @Column({ type: 'text', nullable: true })
  codeHash!: string | null;

  @MomentColumn({ nullable: true })
  codeExpiresAt!: Date | null;

  /** Wrong codes since the last one was mailed. */
  @Column({ type: 'integer' })
  codeFailures!: number;

  /** The version of the disclosures that were agreed to. */
  @Column({ type: 'text', nullable: true })
  consentVersion!: string | null;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn()
  expiresAt!: Date;

  /** Set when a newer link was mailed or everything is done. */
  @MomentColumn({ nullable: true })
  endedAt!: Date | null;
}
