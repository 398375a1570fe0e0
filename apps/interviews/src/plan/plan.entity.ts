import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Check, Column, Entity, Unique } from 'typeorm';

/** An interview plan: a name for a row of versions. */
@Entity('plan')
export class PlanEntity {
  @PrimaryIdColumn('pln')
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @IdColumn('per')
  createdBy!: string;

  @MomentColumn()
  createdAt!: Date;
}

/** Questions, criteria, indicators and parameters. A published version never changes: interviews refer to it. */
@Entity('plan_version')
@Unique('plan_version_plan_id_number_key', ['planId', 'number'])
@Check('plan_version_state_check', `"state" IN ('draft', 'published')`)
export class PlanVersionEntity {
  @PrimaryIdColumn('plv')
  id!: string;

  @IdColumn('pln')
  planId!: string;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  state!: 'draft' | 'published';

  /** A `PlanDocument`; `json` keeps it byte for byte as it was hashed. */
  @Column({ type: 'json' })
  document!: object;

  @Column({ type: 'text' })
  documentSha256!: string;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  publishedAt!: Date | null;
}
