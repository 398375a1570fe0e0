import { Entity, Index, PrimaryColumn } from 'typeorm';
import { MinorUnitsColumn } from '../columns.js';

/** What was used of a limit in one window of time. In Postgres, so that a flushed Redis resets no cap. */
@Entity('limit_counter')
export class LimitCounterEntity {
  /** The limit's name, for example `mail:day`. */
  @PrimaryColumn({ type: 'text' })
  counter!: string;

  /** Whom or what it limits. */
  @PrimaryColumn({ type: 'text' })
  key!: string;

  @PrimaryColumn({ type: 'timestamp with time zone' })
  @Index()
  windowStart!: Date;

  /** In the limit's own unit: a number of things, or minor units of a currency. */
  @MinorUnitsColumn()
  used!: bigint;
}
