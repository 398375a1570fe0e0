import { CountColumn, IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { DeliveryKind, DeliveryState } from '@guildhall/messages/events';
import { Check, Column, Entity, Index } from 'typeorm';

/** One event on its way to one endpoint. What it says stands in the feed, at its position. */
@Entity('webhook_delivery')
@Check('webhook_delivery_kind_check', `"kind" IN ('event', 'ping', 'resend', 'replay')`)
@Check('webhook_delivery_state_check', `"state" IN ('waiting', 'delivered', 'given_up')`)
@Index('webhook_delivery_log_idx', ['webhookId', 'id'])
@Index('webhook_delivery_due_idx', ['webhookId', 'nextAttemptAt', 'position'], { where: `"state" = 'waiting'` })
@Index('webhook_delivery_order_idx', ['webhookId', 'subject', 'position', 'id'], { where: `"state" = 'waiting'` })
export class DeliveryEntity {
  @PrimaryIdColumn('dlv')
  id!: string;

  @IdColumn('whk')
  webhookId!: string;

  /** The `webhook-id` of every try. */
  @IdColumn('evt')
  eventId!: string;

  /** Of the event in the feed; 0 for a ping, which is in none. */
  @CountColumn()
  position!: number;

  @Column({ type: 'text' })
  type!: string;

  /** Later events of a subject wait for the earlier ones. */
  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  kind!: DeliveryKind;

  @Column({ type: 'text' })
  state!: DeliveryState;

  /** Calls begun; also the number of the claim, so that what a late one brings is left out. */
  @Column({ type: 'integer' })
  attempts!: number;

  /** By the clock of the business: the schedule of retries. */
  @MomentColumn()
  nextAttemptAt!: Date;

  /** By the clock of Postgres: until then a process is at it. */
  @MomentColumn({ nullable: true })
  heldUntil!: Date | null;

  @Column({ type: 'integer', nullable: true })
  lastStatus!: number | null;

  @Column({ type: 'text', nullable: true })
  lastFailure!: string | null;

  @MomentColumn({ nullable: true })
  lastAttemptAt!: Date | null;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  endedAt!: Date | null;
}
