import { Database, type Tx } from '@guildhall/database';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { OpeningSettingsEntity } from './opening-settings.entity.js';

@Injectable()
export class OpeningSettingsRepository {
  constructor(private readonly database: Database) {}

  async save(tx: Tx, settings: OpeningSettingsEntity): Promise<void> {
    await tx.upsert(OpeningSettingsEntity, settings, ['openingId']);
  }

  /** Throws where the opening is unknown: its `opening.opened` comes before every application to it. */
  async require(openingId: string, manager: EntityManager = this.database.read): Promise<OpeningSettingsEntity> {
    return await manager.findOneByOrFail(OpeningSettingsEntity, { openingId });
  }

  /** The caps that openings have of their own, in millionths of a US dollar a day, by the id of each. */
  async capsOf(openingIds: string[]): Promise<Map<string, number>> {
    const rows = await this.database.read.find(OpeningSettingsEntity, {
      where: { openingId: In(openingIds) },
      select: { openingId: true, aiDailyCapMicros: true },
    });
    return new Map(
      rows.flatMap(({ openingId, aiDailyCapMicros }) =>
        aiDailyCapMicros === null ? [] : [[openingId, aiDailyCapMicros] as const],
      ),
    );
  }
}
