import { IdColumn, MomentColumn } from '@guildhall/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A signing secret, readable only with `WEBHOOK_SECRETS_KEY`. */
@Entity('webhook_secret')
export class WebhookSecretEntity {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  id!: string;

  @IdColumn('whk')
  @Index()
  webhookId!: string;

  @Column({ type: 'bytea' })
  sealed!: Buffer;

  @MomentColumn()
  createdAt!: Date;

  /** Null for the one that stays. */
  @MomentColumn({ nullable: true })
  expiresAt!: Date | null;
}
