import { IdColumn, MinorUnitsColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { OfferState } from '@guildhall/messages/applicants';
import { Check, Column, Entity, Index } from 'typeorm';

/** Work that a named person offered to an applicant, and what it is paid. */
@Entity('offer')
@Check('offer_state_check', `"state" IN ('extended', 'accepted', 'declined', 'expired', 'withdrawn')`)
@Check('offer_rate_check', `"rate_minor" > 0 AND "weekly_limit_seconds" > 0`)
@Index('offer_live_idx', ['applicationId'], { unique: true, where: `"state" IN ('extended', 'accepted')` })
@Index('offer_application_id_idx', ['applicationId'])
export class OfferEntity {
  @PrimaryIdColumn('off')
  id!: string;

  @IdColumn('app')
  applicationId!: string;

  @IdColumn('prj')
  projectId!: string;

  @Column({ type: 'text' })
  state!: OfferState;

  /** Of an hour. */
  @MinorUnitsColumn()
  rateMinor!: bigint;

  @Column({ type: 'text' })
  currency!: string;

  @Column({ type: 'integer' })
  weeklyLimitSeconds!: number;

  /** `YYYY-MM-DD` in `zone`. */
  @Column({ type: 'text' })
  startDate!: string;

  @Column({ type: 'text' })
  zone!: string;

  @IdColumn('per')
  extendedBy!: string;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn()
  expiresAt!: Date;

  @MomentColumn({ nullable: true })
  endedAt!: Date | null;
}
