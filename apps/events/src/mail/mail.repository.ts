import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { In, MoreThan, MoreThanOrEqual } from 'typeorm';
import { MailEntity, type MailState, type MailTemplate } from './mail.entity.js';

@Injectable()
export class MailRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether it is new; false where the event has its mail already. */
  async insert(tx: Tx, mail: MailEntity): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .insert()
      .into(MailEntity)
      .values(mail)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length === 1;
  }

  /** Whether the person was written a mail of the kind since a moment. */
  async wasWrittenSince(tx: Tx, personId: string, template: MailTemplate, since: Date): Promise<boolean> {
    return await tx.existsBy(MailEntity, { personId, template, createdAt: MoreThanOrEqual(since) });
  }

  async find(id: string): Promise<MailEntity | null> {
    return await this.database.read.findOneBy(MailEntity, { id });
  }

  /** Whether the person was written a later mail of the same kind about the same: two contracts have a code each. */
  async isOutdated({ id, template, personId, subject }: MailEntity): Promise<boolean> {
    return await this.database.read.existsBy(MailEntity, { personId, template, subject, id: MoreThan(id) });
  }

  /** Writes down how it ended; a mail that was sent or dropped before stays as it is. */
  async end(
    tx: Tx,
    id: string,
    end: { state: Exclude<MailState, 'waiting'>; reason?: string; at: Date },
  ): Promise<void> {
    await tx.update(
      MailEntity,
      { id, state: In<MailState>(['waiting', 'refused']) },
      { state: end.state, stateReason: end.reason ?? null, endedAt: end.at },
    );
  }
}
