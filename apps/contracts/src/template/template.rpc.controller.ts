import { AppError } from '@guildhall/errors';
import { type CallContext, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import { listTemplates, type TemplatePage, type TemplateVersion } from '@guildhall/messages/contracts';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import type { TemplateVersionEntity } from './template.entity.js';
import { TemplateRepository } from './template.repository.js';
import { fieldsOf } from './template-text.js';

@Controller()
export class TemplateRpcController {
  constructor(private readonly templates: TemplateRepository) {}

  @HandleRpc(listTemplates)
  async list(input: PageQuery, { actor }: CallContext): Promise<TemplatePage> {
    if (actor.kind !== 'staff') throw new AppError('not_allowed', 'Templates are for staff.');
    const { limit, after } = idCursor('tpv', input);
    const versions = await this.templates.list(limit + 1, after);
    return pageOf(versions.map(templateView), limit);
  }
}

function templateView(version: TemplateVersionEntity): TemplateVersion {
  const { publishedAt, ...rest } = version;
  const fields: string[] = fieldsOf(version.title, version.markdown);
  return { ...rest, fields, publishedAt: publishedAt.toISOString() };
}
