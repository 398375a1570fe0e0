import { MomentColumn } from '@guildhall/database';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A data key, wrapped by a key that is in no database: whoever erases the row erases everything written under it. */
@Entity('personal_key')
export class PersonalKeyEntity {
  @PrimaryColumn({ type: 'text' })
  owner!: string;

  @Index({ unique: true })
  @Column({ type: 'uuid' })
  keyId!: string;

  @Column({ type: 'text' })
  wrapped!: string;

  @MomentColumn()
  createdAt!: Date;
}
