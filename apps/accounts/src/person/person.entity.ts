import { MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { Locale } from '@guildhall/messages/accounts';
import type { StaffRole } from '@guildhall/messages/contract';
import { Check, Column, Entity, Index } from 'typeorm';

/** A person: the only place in the house where names and addresses lie. */
@Entity('person')
@Check('person_kind_check', `"kind" IN ('applicant', 'staff')`)
@Check('person_locale_check', `"locale" IN ('en', 'ar')`)
@Check('person_staff_state_check', `("kind" = 'staff') = ("staff_state" IS NOT NULL)`)
export class PersonEntity {
  @PrimaryIdColumn('per')
  id!: string;

  @Column({ type: 'text' })
  kind!: 'applicant' | 'staff';

  /** In lower case; one person an address. */
  @Column({ type: 'text' })
  @Index({ unique: true })
  email!: string;

  @Column({ type: 'text' })
  displayName!: string;

  /** The language that mails to an applicant are written in. */
  @Column({ type: 'text', default: 'en' })
  locale!: Locale;

  /** When a mailed code or link was first given back; null for an address that nobody has proved yet. */
  @MomentColumn({ nullable: true })
  addressProvedAt!: Date | null;

  /** Null for applicants. */
  @Column({ type: 'text', nullable: true })
  staffState!: 'invited' | 'active' | 'disabled' | null;

  @Column({ type: 'jsonb' })
  roles!: StaffRole[];

  @MomentColumn()
  createdAt!: Date;
}

/** Staff work together in one language. */
export function mailLocaleOf({ kind, locale }: Pick<PersonEntity, 'kind' | 'locale'>): Locale {
  return kind === 'staff' ? 'en' : locale;
}
