import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Injectable } from '@nestjs/common';
import { type DeletionJobPayload, eraseRecordings } from './deletion.jobs.js';
import { DeletionRepository } from './deletion.repository.js';
import { ErasureEffects } from './erasure-effects.js';
import { ErasurePlaces } from './erasure-places.js';
import { InterviewContents } from './interview-content.js';

/**
 * Erases what was recorded in one interview. Keys go before files, so that from the first step on no copy can be read; files
 * go before rows, since rows are what the files are found by. Every step can be repeated.
 */
@Injectable()
export class EraseRecordingsHandler {
  constructor(
    private readonly deletions: DeletionRepository,
    private readonly contents: InterviewContents,
    private readonly places: ErasurePlaces,
    private readonly effects: ErasureEffects,
  ) {}

  @HandleJob(eraseRecordings)
  async erase({ deletionId }: DeletionJobPayload, run: JobRun): Promise<void> {
    const deletion = await this.deletions.find(deletionId);
    if (!deletion) return;
    const isBegun = deletion.state === 'requested' ? await this.effects.begin(deletion) : deletion.state === 'erasing';
    // Held since the job was written: whoever lifts the hold writes it anew.
    if (!isBegun) return;
    const content = await this.contents.of(deletion.interviewId);
    if (deletion.inventory === null) await this.effects.keepInventory(deletionId, await this.places.count(content));
    await this.places.empty(content, run.signal);
    await this.effects.commit(deletionId, content, run);
  }
}
