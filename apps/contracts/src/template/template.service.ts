import { createHash } from 'node:crypto';
import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { newId } from '@guildhall/messages/contract';
import { type DocumentKind, documentKinds } from '@guildhall/messages/contracts';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { contractorAgreement } from './shipped/contractor-agreement.js';
import { nda } from './shipped/nda.js';
import type { TemplateVersionEntity } from './template.entity.js';
import { templateInvalid } from './template.errors.js';
import { TemplateRepository } from './template.repository.js';
import { fieldsOf } from './template-text.js';

interface TemplateText {
  kind: DocumentKind;
  title: string;
  markdown: string;
}

/** Publishes the texts of documents; a published version stays as it is for ever. */
@Injectable()
export class TemplateService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly templates: TemplateRepository,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What ships is published at the first start, and again where its text is another one. */
  async onModuleInit(): Promise<void> {
    for (const text of [nda, contractorAgreement]) await this.publish(text);
  }

  /**
   * Publishes a text as the next version of its kind; the text that is published already stays the version it is.
   * @throws AppError `template_invalid`
   */
  async publish({ kind, title, markdown }: TemplateText): Promise<void> {
    fieldsOf(title, markdown);
    const sha256 = createHash('sha256').update(`${title}\n${markdown}`).digest('hex');
    await this.database.transaction(async (tx) => {
      const newest = await this.templates.newest(kind, tx);
      if (newest?.sha256 === sha256) return;
      const at = this.clock.now();
      const id = newId('tpv');
      const number = (newest?.number ?? 0) + 1;
      const version = { id, kind, number, title, markdown, sha256, publishedAt: at };
      if (!(await this.templates.insert(tx, version))) return;
      const actor = { kind: 'service', id: 'contracts' } as const;
      await this.audit.record(tx, { action: 'template.published', subject: id, actor, details: { kind, number } }, at);
    });
  }

  /** The newest version of every kind, in the order of signing. */
  async current(): Promise<TemplateVersionEntity[]> {
    return await Promise.all(
      documentKinds.map(async (kind) => {
        const version = await this.templates.newest(kind);
        if (!version) throw templateInvalid(kind, 'no version of it is published.');
        return version;
      }),
    );
  }
}
