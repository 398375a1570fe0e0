import { IdColumn, MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import { Column, Entity, Index } from 'typeorm';

/** The key of another system, with what it may do. */
@Entity('api_key')
export class ApiKeyEntity {
  @PrimaryIdColumn('key')
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  prefix!: string;

  @Column({ type: 'text' })
  @Index({ unique: true })
  keyHash!: string;

  @Column({ type: 'jsonb' })
  scopes!: string[];

  @IdColumn('per')
  createdBy!: string;

  @MomentColumn()
  createdAt!: Date;

  @MomentColumn({ nullable: true })
  revokedAt!: Date | null;

  /** To the hour. */
  @MomentColumn({ nullable: true })
  lastUsedAt!: Date | null;
}
