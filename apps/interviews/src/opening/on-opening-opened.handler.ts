import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import { type OpeningOpened, openingOpened } from '@guildhall/messages/applicants';
import { Injectable } from '@nestjs/common';
import { OpeningSettingsRepository } from './opening-settings.repository.js';

@Injectable()
export class OnOpeningOpened {
  constructor(private readonly openings: OpeningSettingsRepository) {}

  @OnEvent(openingOpened)
  async keepSettings(event: HandledEvent<OpeningOpened>, tx: Tx): Promise<void> {
    const { openingId, planVersionId, interviewDeadlineDays, transcriptCheckHours, aiDailyCapMicros } = event.data;
    await this.openings.save(tx, {
      openingId,
      planVersionId,
      interviewDeadlineDays,
      transcriptCheckHours,
      aiDailyCapMicros,
    });
  }
}
