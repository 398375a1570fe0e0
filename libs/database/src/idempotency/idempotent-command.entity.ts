import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../columns.js';

export const commandKinds = ['ordinary', 'money'] as const;
export type CommandKind = (typeof commandKinds)[number];

/** The memory of one command that took effect under an `Idempotency-Key`. */
@Entity('idempotent_command')
@Check('idempotent_command_kind_check', `"kind" IN ('ordinary', 'money')`)
export class IdempotentCommandEntity {
  /** `staff:per_…`: two people may well choose the same key. */
  @PrimaryColumn({ type: 'text' })
  actor!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  /** SHA-256 (hex) of method, path and body. */
  @Column({ type: 'text' })
  fingerprint!: string;

  /** `money` is kept for ever. */
  @Column({ type: 'text' })
  kind!: CommandKind;

  /** Null for a command that answered with a secret. `json`, not `jsonb`, so that a repeat is answered byte for byte. */
  @Column({ type: 'json', nullable: true })
  reply!: object | null;

  @MomentColumn()
  @Index()
  createdAt!: Date;
}
