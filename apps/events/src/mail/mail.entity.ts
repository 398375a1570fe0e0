import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export type MailTemplate =
  | 'sign_in'
  | 'step_up'
  | 'invitation'
  | 'application_received'
  | 'application_repeated'
  | 'application_advanced'
  | 'application_not_selected'
  | 'application_withdrawn'
  | 'interview_invited'
  | 'interview_reminder'
  | 'interview_expired'
  | 'interview_human_path'
  | 'interview_insufficient_data'
  | 'answer_rejected'
  | 'contract_sent'
  | 'contract_sealed'
  | 'signing_code'
  | 'payout_method_changed'
  | 'webhook_disabled'
  | 'recordings_erased'
  | 'decision_overdue'
  | 'reviews_due'
  | 'appeal_opened'
  | 'appeal_upheld'
  | 'appeal_changed';

/** `refused`: the mail server will not take it, a person has to look. `dropped`: there is no point in sending it any more. */
export type MailState = 'waiting' | 'sent' | 'refused' | 'dropped';

/** A mail that an event made necessary: whom it is for and what it is about. Its text and its address are kept nowhere. */
@Entity('mail')
@Check(
  'mail_template_written_check',
  `"template" IN ('sign_in', 'step_up', 'invitation', 'application_received', 'application_repeated', 'application_advanced',
    'application_not_selected', 'application_withdrawn', 'interview_invited', 'interview_reminder', 'interview_expired',
    'interview_human_path', 'interview_insufficient_data', 'answer_rejected', 'contract_sent', 'contract_sealed', 'signing_code',
    'payout_method_changed', 'webhook_disabled', 'recordings_erased', 'decision_overdue', 'reviews_due', 'appeal_opened', 'appeal_upheld', 'appeal_changed')`,
)
@Check('mail_state_check', `"state" IN ('waiting', 'sent', 'refused', 'dropped')`)
@Unique(['eventId', 'personId'])
export class MailEntity {
  @PrimaryIdColumn('mal')
  id!: string;

  /** One mail for one event and person, however often it is heard. */
  @IdColumn('evt')
  eventId!: string;

  @Column({ type: 'text' })
  template!: MailTemplate;

  @IdColumn('per')
  @Index()
  personId!: string;

  /** The aggregate that the event was about: `interview/int_…`. */
  @Column({ type: 'text' })
  subject!: string;

  /** The event's reason, a code, where it has one. */
  @Column({ type: 'text', nullable: true })
  reasonCode!: string | null;

  @Column({ type: 'text' })
  state!: MailState;

  /** Why it was refused or dropped; no address and no text. */
  @Column({ type: 'text', nullable: true })
  stateReason!: string | null;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  endedAt!: Date | null;
}
