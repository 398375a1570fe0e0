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

  /** What ships is published at the first start, and where its text is a new one. */
  async onModuleInit(): Promise<void> {
    for (const text of [nda, contractorAgreement]) await this.publishShipped(text);
  }

  /**
   * Publishes a text as the next version of its kind, once. A text that ever was one stays the version it is: a process of the
   * release before, which starts again during a rolling update, does not bring its older text back.
   * @throws AppError `template_invalid`
   */
  async publishShipped({ kind, title, markdown }: TemplateText): Promise<void> {
    fieldsOf(title, markdown);
    const sha256 = createHash('sha256').update(`${title}\n${markdown}`).digest('hex');
    await this.database.transaction(async (tx) => {
      if (await this.templates.has(tx, kind, sha256)) return;
      const newest = await this.templates.newest(kind, tx);
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
