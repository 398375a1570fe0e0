import { IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { BankExceptionKind } from '@guildhall/messages/payroll';
import { Column, Entity, Unique } from 'typeorm';

/** News of the bank that fits nothing. The bank repeats itself whenever it is asked; each is kept once. */
@Entity('bank_exception')
@Unique('bank_exception_file_id_kind_reference_key', ['fileId', 'kind', 'reference'])
export class BankExceptionEntity {
  @PrimaryIdColumn('bex')
  id!: string;

  @IdColumn('fil')
  fileId!: string;

  @Column({ type: 'text' })
  kind!: BankExceptionKind;

  @Column({ type: 'text' })
  reference!: string;

  @IdColumn('pyt', { nullable: true })
  payoutId!: string | null;

  @Column({ type: 'text', nullable: true })
  traceNumber!: string | null;

  @MinorUnitsColumn({ nullable: true })
  amountMinor!: bigint | null;

  @Column({ type: 'text', nullable: true })
  code!: string | null;

  @MomentColumn()
  foundAt!: Date;
}
