import { Database, type Tx } from '@guildhall/database';
import { uuidOf } from '@guildhall/messages/contract';
import type { DocumentKind } from '@guildhall/messages/contracts';
import { Injectable } from '@nestjs/common';
import { TemplateVersionEntity } from './template.entity.js';

@Injectable()
export class TemplateRepository {
  constructor(private readonly database: Database) {}

  /** @returns false where another process published that number first. */
  async insert(tx: Tx, version: TemplateVersionEntity): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(TemplateVersionEntity)
      .values(version)
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  }

  async newest(kind: DocumentKind, manager: Tx | null = null): Promise<TemplateVersionEntity | null> {
    const [version] = await (manager ?? this.database.read).find(TemplateVersionEntity, {
      where: { kind },
      order: { number: 'DESC' },
      take: 1,
    });
    return version ?? null;
  }

  async has(tx: Tx, kind: DocumentKind, sha256: string): Promise<boolean> {
    return await tx.existsBy(TemplateVersionEntity, { kind, sha256 });
  }

  async list(limit: number, beforeId: string | null): Promise<TemplateVersionEntity[]> {
    const query = this.database.read
      .createQueryBuilder(TemplateVersionEntity, 'version')
      .orderBy('version.id', 'DESC')
      .limit(limit);
    if (beforeId !== null) query.where('version.id < :before', { before: uuidOf(beforeId) });
    return await query.getMany();
  }
}
