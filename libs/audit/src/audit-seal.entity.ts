import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An entry's place in the chain. Never changed and never deleted. */
@Entity('audit_seal')
export class AuditSealEntity {
  /** Dense, from 1. */
  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  @Column({ type: 'uuid', unique: true })
  entryId!: string;

  /** SHA-256 (hex) over the hash before, the position and the entry. */
  @Column({ type: 'text' })
  hash!: string;
}
