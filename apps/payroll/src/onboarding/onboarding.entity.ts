import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { OnboardingKind, OnboardingState, PayoutMethod, TaxForm } from '@guildhall/messages/payroll';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { TaxpayerNumberKind } from './taxpayer-number.js';

/** A person who is to be paid; its row is locked by whatever changes their checklist or their time. */
@Entity('onboarding')
export class OnboardingEntity {
  @PrimaryIdColumn('per')
  personId!: string;

  @MomentColumn({ nullable: true })
  completedAt!: Date | null;

  @MomentColumn()
  createdAt!: Date;
}

@Entity('onboarding_item')
@Check('onboarding_item_kind_check', `"kind" IN ('tax_form', 'payout_method')`)
@Check('onboarding_item_state_check', `"state" IN ('required', 'submitted', 'verified', 'rejected')`)
@Unique('onboarding_item_person_id_kind_key', ['personId', 'kind'])
export class OnboardingItemEntity {
  @PrimaryIdColumn('onb')
  id!: string;

  @IdColumn('per')
  personId!: string;

  @Column({ type: 'text' })
  kind!: OnboardingKind;

  @Column({ type: 'text' })
  state!: OnboardingState;

  @Column({ type: 'text', nullable: true })
  reasonCode!: string | null;

  @MomentColumn()
  updatedAt!: Date;
}

@Entity('tax_form')
@Check('tax_form_form_check', `"form" IN ('w9', 'w8ben', 'w8ben_e')`)
export class TaxFormEntity {
  @PrimaryIdColumn('onb')
  itemId!: string;

  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @IdColumn('per')
  personId!: string;

  @Column({ type: 'text' })
  form!: TaxForm;

  @Column({ type: 'text', nullable: true })
  nameToken!: string | null;

  @Column({ type: 'text', nullable: true })
  numberKind!: TaxpayerNumberKind | null;

  @Column({ type: 'text', nullable: true })
  numberToken!: string | null;

  @Column({ type: 'text', nullable: true })
  numberLast4!: string | null;

  @Index()
  @Column({ type: 'text', nullable: true })
  numberIndex!: string | null;

  @MomentColumn({ nullable: true })
  certifiedAt!: Date | null;

  @IdColumn('per', { nullable: true })
  reviewedBy!: string | null;

  @MomentColumn({ nullable: true })
  reviewedAt!: Date | null;

  @MomentColumn()
  createdAt!: Date;
}

@Entity('payout_method')
@Check('payout_method_state_check', `"state" IN ('submitted', 'verified', 'rejected', 'replaced')`)
@Check('payout_method_account_type_check', `"account_type" IN ('checking', 'savings')`)
@Index('payout_method_current_idx', ['personId'], { unique: true, where: `"state" <> 'replaced'` })
export class PayoutMethodEntity {
  @PrimaryIdColumn('pom')
  id!: string;

  @IdColumn('per')
  personId!: string;

  @Column({ type: 'text' })
  state!: PayoutMethod['state'];

  @Column({ type: 'text' })
  routingNumber!: string;

  @Column({ type: 'text' })
  accountToken!: string;

  /** Of a short number less than four characters: `shownEnd`. */
  @Column({ type: 'text' })
  accountLast4!: string;

  @Index()
  @Column({ type: 'text' })
  accountIndex!: string;

  @Column({ type: 'text' })
  accountType!: PayoutMethod['accountType'];

  @Column({ type: 'text' })
  holderToken!: string;

  @MomentColumn()
  usableFrom!: Date;

  @IdColumn('per', { nullable: true })
  reviewedBy!: string | null;

  @MomentColumn()
  createdAt!: Date;
}
