import { IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One entry of the ledger; its postings sum to 0. Never changed. */
@Entity('journal')
export class JournalEntity {
  @PrimaryIdColumn('jnl')
  id!: string;

  @Index({ unique: true })
  @Column({ type: 'text' })
  idempotencyKey!: string;

  @Column({ type: 'text' })
  bodySha256!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Index()
  @Column({ type: 'text' })
  subject!: string;

  @Index({ unique: true })
  @IdColumn('jnl', { nullable: true })
  reverses!: string | null;

  @MomentColumn()
  at!: Date;

  /** How many postings it was made with; the database lets none come to it later. */
  @Column({ type: 'integer' })
  legs!: number;
}

/** A debit is positive, a credit negative. */
@Entity('posting')
@Check('posting_account_check', `"account" ~ '^(expense|payable|held|disputed|withholding|clearing|cash|fx|fees)'`)
@Check('posting_amount_check', `"amount_minor" <> 0`)
export class PostingEntity {
  @PrimaryIdColumn('jnl')
  journalId!: string;

  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Index()
  @Column({ type: 'text' })
  account!: string;

  @Column({ type: 'text' })
  currency!: string;

  @MinorUnitsColumn()
  amountMinor!: bigint;
}
