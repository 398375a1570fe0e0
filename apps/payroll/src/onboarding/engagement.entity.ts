import { IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

/** A sealed contract, as far as time and pay depend on it. */
@Entity('engagement')
export class EngagementEntity {
  @PrimaryIdColumn('ctr')
  contractId!: string;

  @Index()
  @IdColumn('per')
  personId!: string;

  @IdColumn('prj')
  projectId!: string;

  @Column({ type: 'text' })
  agreementSha256!: string;

  @Column({ type: 'text' })
  zone!: string;

  @Column({ type: 'integer' })
  weeklyLimitSeconds!: number;

  @Column({ type: 'date' })
  startDate!: string;

  @MomentColumn()
  sealedAt!: Date;

  @MomentColumn()
  createdAt!: Date;
}

/** What an hour is paid from a day on, until the next rate begins. */
@Entity('rate')
@Check('rate_minor_check', `"rate_minor" > 0`)
@Unique('rate_contract_id_number_key', ['contractId', 'number'])
@Unique('rate_contract_id_effective_from_key', ['contractId', 'effectiveFrom'])
export class RateEntity {
  @PrimaryIdColumn('rat')
  id!: string;

  @IdColumn('ctr')
  contractId!: string;

  @Column({ type: 'integer' })
  number!: number;

  @MinorUnitsColumn()
  rateMinor!: bigint;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'date' })
  effectiveFrom!: string;

  @MomentColumn()
  createdAt!: Date;
}
