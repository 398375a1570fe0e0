import { MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const evidenceTypes = [
  'sent',
  'link_minted',
  'opened',
  'consented',
  'code_sent',
  'authenticated',
  'reviewed',
  'signed',
  'company_signed',
  'sealed',
  'declined',
  'expired',
  'voided',
] as const;
export type EvidenceType = (typeof evidenceTypes)[number];

/** What happened to a contract, chained by hashes. Rows are added, never changed. */
@Entity('evidence')
export class EvidenceEntity {
  @PrimaryIdColumn('ctr')
  contractId!: string;

  /** Dense, from 1. */
  @PrimaryColumn({ type: 'integer' })
  seq!: number;

  @Column({ type: 'text' })
  prevHash!: string;

  @Column({ type: 'text' })
  hash!: string;

  @Column({ type: 'text' })
  type!: EvidenceType;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text', nullable: true })
  authMethod!: string | null;

  @Column({ type: 'text', nullable: true })
  ip!: string | null;

  @Column({ type: 'text', nullable: true })
  userAgent!: string | null;

  @Column({ type: 'text', nullable: true })
  documentSha256!: string | null;

  @Column({ type: 'text', nullable: true })
  consentVersion!: string | null;

  /** SHA-256 (hex) of the text that was agreed to; of consents alone. */
  @Column({ type: 'text', nullable: true })
  consentTextSha256!: string | null;

  @MomentColumn()
  at!: Date;
}
