import { MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { Problem } from '@guildhall/errors';
import type { Actor } from '@guildhall/messages/contract';
import { Check, Column, Entity, Index } from 'typeorm';

export type JobState = 'waiting' | 'running' | 'done' | 'parked';

/** Who asked for the work, and in the course of what. */
export interface JobOrigin {
  correlationId: string;
  causationId?: string;
  actor: Actor;
}

/**
 * Work that has become necessary. The row is the truth; what lies in Redis only tells a worker to look at it.
 *
 * Two clocks: `runAfter` is business time and compared with the `Clock`'s now; every other moment is the database's own time,
 * which all replicas share and no test moves.
 */
@Entity('job_intent')
@Check('job_intent_state_check', `"state" IN ('waiting', 'running', 'done', 'parked')`)
@Index('job_intent_waiting_idx', ['runAfter', 'retryAt', 'dispatchedAt'], { where: `state = 'waiting'` })
@Index('job_intent_running_idx', ['id'], { where: `state = 'running'` })
@Index('job_intent_parked_idx', ['id'], { where: `state = 'parked'` })
@Index('job_intent_done_idx', ['endedAt'], { where: `state = 'done'` })
@Index('job_intent_key_idx', ['name', 'key'], { unique: true, where: 'key IS NOT NULL' })
export class JobIntentEntity {
  @PrimaryIdColumn('job')
  id!: string;

  @Column({ type: 'text' })
  queue!: string;

  @Column({ type: 'text' })
  name!: string;

  /** A second intent of the same name and key is not written. */
  @Column({ type: 'text', nullable: true })
  key!: string | null;

  @Column({ type: 'jsonb' })
  payload!: object;

  @Column({ type: 'jsonb' })
  origin!: JobOrigin;

  @Column({ type: 'text' })
  state!: JobState;

  /** How often a worker took it up. Never goes back: it is the fence that a worker's effects are checked against. */
  @Column({ type: 'int' })
  attempt!: number;

  /** Attempts that count against the limit, since the first run or the last re-run by a person. */
  @Column({ type: 'int' })
  failures!: number;

  @MomentColumn()
  runAfter!: Date;

  @MomentColumn({ nullable: true })
  retryAt!: Date | null;

  /** When it was last handed to Redis while waiting. */
  @MomentColumn({ nullable: true })
  dispatchedAt!: Date | null;

  @MomentColumn({ nullable: true })
  heartbeatAt!: Date | null;

  /** Start of the first attempt; how long a job may be put off is measured from it. */
  @MomentColumn({ nullable: true })
  firstStartedAt!: Date | null;

  /** End of the first of the last attempts in a row that failed without counting; null after any other end. */
  @MomentColumn({ nullable: true })
  outageSince!: Date | null;

  @MomentColumn()
  createdAt!: Date;

  /** When it was done or parked. */
  @MomentColumn({ nullable: true })
  endedAt!: Date | null;

  /** Why the last attempt failed, or why it is parked. */
  @Column({ type: 'jsonb', nullable: true })
  problem!: Problem | null;
}
