import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import type { Transcript } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { CorrectionRepository } from './correction.repository.js';
import { TranscriptRepository } from './transcript.repository.js';
import { transcriptView } from './transcript-view.js';

/** Puts together what people see of an interview's transcripts. */
@Injectable()
export class TranscriptViews {
  constructor(
    private readonly database: Database,
    private readonly transcripts: TranscriptRepository,
    private readonly corrections: CorrectionRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ofInterview(interview: InterviewEntity, manager: EntityManager = this.database.read): Promise<Transcript[]> {
    const transcripts = await this.transcripts.ofInterview(interview.id, manager);
    const corrections = await this.corrections.ofInterview(interview.id, manager);
    const mistakes = await this.corrections.mistakesOf(interview.id, manager);
    const at = this.clock.now();
    return transcripts.map((transcript) =>
      transcriptView(transcript, { interview, corrections: corrections.get(transcript.id) ?? [], mistakes, at }),
    );
  }
}
