import { CountColumn, IdColumn, MomentColumn } from '@guildhall/database';
import type { Problem } from '@guildhall/errors';
import type { EventEnvelope } from '@guildhall/messages/contract';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A fact, written in the transaction that made it true. Only its position is added later. */
@Entity('event')
@Unique(['id'])
@Unique(['subject', 'sequence'])
@Index('event_unplaced_idx', ['ordinal'], { where: 'position IS NULL' })
export class EventEntity {
  /**
   * Given at insertion, so it has gaps and may become visible out of order; among the events of one subject it never does,
   * since they are written under the subject's lock.
   */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  ordinal!: string;

  /** Dense, from 1; given by the relay once the event is committed. */
  @Column({ type: 'bigint', nullable: true, unique: true })
  position!: string | null;

  @IdColumn('evt')
  id!: string;

  @Column({ type: 'text' })
  type!: string;

  /** The aggregate: `application/app_…`. */
  @Column({ type: 'text' })
  subject!: string;

  /** Dense among the events of the subject, from 1. */
  @CountColumn()
  sequence!: number;

  @MomentColumn()
  time!: Date;

  @Column({ type: 'text' })
  correlationId!: string;

  @Column({ type: 'text', nullable: true })
  causationId!: string | null;

  @Column({ type: 'jsonb' })
  data!: object;
}

/** The last sequence of each subject; its row is the lock under which the subject's events are written. */
@Entity('aggregate_sequence')
export class AggregateSequenceEntity {
  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @CountColumn()
  sequence!: number;
}

/** How far this service has followed a log, and which of its processes is following. */
@Entity('event_cursor')
export class EventCursorEntity {
  @PrimaryColumn({ type: 'text' })
  subscriber!: string;

  @PrimaryColumn({ type: 'text' })
  producer!: string;

  /** Of the last event whose effects are committed; 0 before the first. */
  @CountColumn()
  position!: number;

  /** How often applying what comes next was begun. It survives the process, so that an event that kills it is found out. */
  @Column({ type: 'int' })
  tries!: number;

  /** The process that follows; another takes over when it has not renewed its hold. */
  @Column({ type: 'text', nullable: true })
  holder!: string | null;

  @MomentColumn({ nullable: true })
  heldUntil!: Date | null;
}

/** An event that could not be applied, or that came after such a one of the same subject. */
@Entity('parked_event')
@Index('parked_event_subject_idx', ['subscriber', 'producer', 'subject', 'position'])
@Index('parked_event_rerun_idx', ['subscriber', 'producer', 'position'], { where: 'rerun_requested_at IS NOT NULL' })
export class ParkedEventEntity {
  @PrimaryColumn({ type: 'text' })
  subscriber!: string;

  @PrimaryColumn({ type: 'text' })
  producer!: string;

  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  @IdColumn('evt')
  eventId!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'jsonb' })
  envelope!: EventEnvelope;

  /** Why it could not be applied; null for one that only waits behind another. */
  @Column({ type: 'jsonb', nullable: true })
  problem!: Problem | null;

  @MomentColumn()
  parkedAt!: Date;

  @MomentColumn({ nullable: true })
  rerunRequestedAt!: Date | null;

  /** How often the requested re-run was begun. */
  @Column({ type: 'int' })
  tries!: number;
}
