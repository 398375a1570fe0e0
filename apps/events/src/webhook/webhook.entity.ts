import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { WebhookDisabledReason, WebhookState } from '@guildhall/messages/events';
import { Check, Column, Entity } from 'typeorm';

/** An endpoint of another system. A deleted one stays until its log is cleared away. */
@Entity('webhook')
@Check('webhook_state_check', `"state" IN ('enabled', 'disabled', 'deleted')`)
@Check('webhook_disabled_reason_check', `"disabled_reason" IN ('by_hand', 'gone', 'failing')`)
export class WebhookEntity {
  @PrimaryIdColumn('whk')
  id!: string;

  @Column({ type: 'text' })
  url!: string;

  /** Names and families of the filter; null for everything. */
  @Column({ type: 'text', array: true, nullable: true })
  types!: string[] | null;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'text' })
  state!: WebhookState | 'deleted';

  @Column({ type: 'text', nullable: true })
  disabledReason!: WebhookDisabledReason | null;

  /** The first failure after the last success. */
  @MomentColumn({ nullable: true })
  failingSince!: Date | null;

  /** Nothing is sent before: the receiver asked for time. */
  @MomentColumn({ nullable: true })
  pausedUntil!: Date | null;

  @IdColumn('per')
  createdBy!: string;

  @MomentColumn()
  createdAt!: Date;
}
