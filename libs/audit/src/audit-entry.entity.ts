import { MomentColumn } from '@guildhall/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One thing that somebody did. Written once; only `sealed`, and `details` with `salt` on erasure, change afterwards. */
@Entity('audit_entry')
@Index(['subject', 'at'])
export class AuditEntryEntity {
  /** UUIDv7, so entries are roughly in order of time; their order for good is that of their seals. */
  @PrimaryColumn({ type: 'uuid' })
  @Index('audit_entry_unsealed_idx', { where: 'NOT sealed' })
  id!: string;

  @MomentColumn()
  at!: Date;

  /** `application.advanced` */
  @Column({ type: 'text' })
  action!: string;

  /** Id of what it was done to. */
  @Column({ type: 'text' })
  subject!: string;

  /** `staff:per_…` */
  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text', nullable: true })
  correlationId!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  details!: object | null;

  /** 32 hexadecimal digits; null once the details were erased. */
  @Column({ type: 'text', nullable: true })
  salt!: string | null;

  /** SHA-256 (hex) of salt and details. The chain runs over it, so erased details leave the chain whole. */
  @Column({ type: 'text' })
  digest!: string;

  @Column({ type: 'boolean', default: false })
  sealed!: boolean;
}
