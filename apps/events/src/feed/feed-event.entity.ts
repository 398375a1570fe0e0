import { CountColumn, IdColumn, MomentColumn } from '@guildhall/database';
import type { ServiceName } from '@guildhall/messages/contract';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** An event of any service, as it was told, at its place in the feed. Rows are added, never changed. */
@Entity('feed_event')
@Unique(['id'])
@Index('feed_event_type_position_idx', ['type', 'position'])
@Index('feed_event_time_idx', { synchronize: false })
export class FeedEventEntity {
  /** Dense, from 1, in the order in which this service heard of it: the order within each producer's log is kept. */
  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  @IdColumn('evt')
  id!: string;

  @Column({ type: 'text' })
  source!: ServiceName;

  @Column({ type: 'text' })
  type!: string;

  /** The aggregate: `application/app_…`. */
  @Column({ type: 'text' })
  subject!: string;

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
