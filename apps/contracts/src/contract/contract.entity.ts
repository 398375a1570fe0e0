import { IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type {
  ContractProblemCode,
  ContractState,
  DeclineReason,
  DocumentKind,
  RecipientState,
} from '@guildhall/messages/contracts';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

/** The envelope of one offer: its documents in order, its one recipient, and the terms that they state. */
@Entity('contract')
@Check(
  'contract_state_check',
  `"state" IN ('draft', 'sent', 'all_signed', 'sealing', 'sealed', 'superseded', 'declined', 'expired', 'voided')`,
)
@Check(
  'contract_recipient_state_check',
  `"recipient_state" IN ('pending', 'notified', 'opened', 'consented', 'authenticated', 'reviewed', 'signed', 'declined', 'expired')`,
)
@Unique(['offerId'])
export class ContractEntity {
  @PrimaryIdColumn('ctr')
  id!: string;

  @IdColumn('off')
  offerId!: string;

  @IdColumn('app')
  @Index()
  applicationId!: string;

  @IdColumn('opn')
  openingId!: string;

  @IdColumn('per')
  @Index()
  personId!: string;

  @IdColumn('prj')
  projectId!: string;

  @Column({ type: 'text' })
  state!: ContractState;

  @Column({ type: 'text' })
  recipientState!: RecipientState;

  /** The name that the documents were written for; null while they are drafted, as are the terms. */
  @Column({ type: 'text', nullable: true })
  signerName!: string | null;

  @MinorUnitsColumn({ nullable: true })
  rateMinor!: bigint | null;

  @Column({ type: 'text', nullable: true })
  currency!: string | null;

  @Column({ type: 'integer', nullable: true })
  weeklyLimitSeconds!: number | null;

  @Column({ type: 'text', nullable: true })
  startDate!: string | null;

  @Column({ type: 'text', nullable: true })
  zone!: string | null;

  @Column({ type: 'text', nullable: true })
  declineReason!: DeclineReason | null;

  /** Why it cannot be written, while it is a draft. */
  @Column({ type: 'text', nullable: true })
  problemCode!: ContractProblemCode | null;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  sentAt!: Date | null;

  @MomentColumn({ nullable: true })
  expiresAt!: Date | null;

  @MomentColumn({ nullable: true })
  sealedAt!: Date | null;
}

@Entity('document')
@Check('document_kind_check', `"kind" IN ('nda', 'contractor_agreement')`)
@Check('document_state_check', `"state" IN ('frozen', 'signed', 'sealed')`)
@Check('document_seal_check', `("state" = 'sealed') = ("sealed_sha256" IS NOT NULL)`)
@Unique(['contractId', 'ordinal'])
@Index('document_sealed_sha256_idx', ['sealedSha256'], { unique: true, where: '"sealed_sha256" IS NOT NULL' })
export class DocumentEntity {
  @PrimaryIdColumn('doc')
  id!: string;

  @IdColumn('ctr')
  contractId!: string;

  /** The order of signing, from 1. */
  @Column({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'text' })
  kind!: DocumentKind;

  @Column({ type: 'text' })
  title!: string;

  @IdColumn('tpv')
  templateVersionId!: string;

  @Column({ type: 'text' })
  state!: 'frozen' | 'signed' | 'sealed';

  /** Of the bytes that are shown and signed, in hex. */
  @Column({ type: 'text' })
  originalSha256!: string;

  @MomentColumn({ nullable: true })
  reviewedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  typedName!: string | null;

  @MomentColumn({ nullable: true })
  signedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  sealedSha256!: string | null;

  @MomentColumn({ nullable: true })
  sealedAt!: Date | null;
}
