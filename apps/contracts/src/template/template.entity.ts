import { MomentColumn, PrimaryIdColumn } from '@guildhall/database';
import type { DocumentKind } from '@guildhall/messages/contracts';
import { Check, Column, Entity, Unique } from 'typeorm';

/** A published version of a document's text. Rows are added, never changed. */
@Entity('template_version')
@Check('template_version_kind_check', `"kind" IN ('nda', 'contractor_agreement')`)
@Unique(['kind', 'number'])
export class TemplateVersionEntity {
  @PrimaryIdColumn('tpv')
  id!: string;

  @Column({ type: 'text' })
  kind!: DocumentKind;

  @Column({ type: 'integer' })
  number!: number;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  markdown!: string;

  @Column({ type: 'text' })
  sha256!: string;

  @MomentColumn()
  publishedAt!: Date;
}
