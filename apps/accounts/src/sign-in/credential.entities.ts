import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const credentialKinds = ['password', 'mail_code', 'totp', 'oidc'] as const;

/** How a person proves who they are. `totp` and `oidc` have a place here and come later. */
@Entity('credential')
@Check('credential_kind_check', `"kind" IN ('password', 'mail_code', 'totp', 'oidc')`)
export class CredentialEntity {
  @PrimaryIdColumn('per')
  personId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: (typeof credentialKinds)[number];

  /** For a password its argon2id hash with parameters. */
  @Column({ type: 'text', nullable: true })
  secretHash!: string | null;

  /** A password that somebody else chose: it opens nothing but the change of itself. */
  @Column({ type: 'boolean' })
  oneTime!: boolean;

  @MomentColumn()
  createdAt!: Date;
}

/** A code or link that was mailed, or will be: its secrets are minted when the mail is sent. */
@Entity('challenge')
@Check('challenge_purpose_check', `"purpose" IN ('sign_in', 'step_up', 'invitation')`)
@Index('challenge_person_id_purpose_idx', ['personId', 'purpose'])
export class ChallengeEntity {
  @PrimaryIdColumn('chl')
  id!: string;

  @IdColumn('per')
  personId!: string;

  @Column({ type: 'text' })
  purpose!: 'sign_in' | 'step_up' | 'invitation';

  @Column({ type: 'text', nullable: true })
  codeHash!: string | null;

  @Column({ type: 'text', nullable: true })
  @Index({ unique: true, where: '"link_hash" IS NOT NULL' })
  linkHash!: string | null;

  /** Wrong codes so far. */
  @Column({ type: 'integer' })
  failures!: number;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn()
  expiresAt!: Date;

  /** Set when it was used, or voided by a newer one. */
  @MomentColumn({ nullable: true })
  closedAt!: Date | null;
}
