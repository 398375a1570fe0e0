import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import type { CallContext } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { TranscriptService } from '../transcription/transcript.service.js';
import type { AnswerEntity } from './recording.entities.js';
import { RecordingRepository } from './recording.repository.js';
import { remuxTake } from './take.jobs.js';

/** Lets the answers that count go on, once it is settled which ones do. */
@Injectable()
export class ChosenAnswers {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly transcripts: TranscriptService,
    private readonly jobs: Jobs,
  ) {}

  /** On to their transcripts: written ones have it in them, recorded ones have to be heard. */
  async transcribe(
    tx: Tx,
    interview: InterviewEntity,
    answers: AnswerEntity[],
    context: CallContext,
    at: Date,
  ): Promise<void> {
    for (const answer of answers.filter(({ kind }) => kind === 'written')) {
      await this.transcripts.keepWritten(tx, interview, answer, context, at);
    }
    await this.makePlayable(tx, interview.id, context);
  }

  /** Takes that are probed go on at once; the others when their probe is done, which looks whether they count. */
  async makePlayable(tx: Tx, interviewId: string, context: CallContext): Promise<void> {
    for (const { state, kind, chosenTakeId } of await this.recordings.answersOf(interviewId, tx)) {
      if (state !== 'answered' || kind !== 'recorded' || chosenTakeId === null) continue;
      const take = await this.recordings.findTake(chosenTakeId, tx);
      if (take?.state !== 'probed') continue;
      await this.jobs.enqueue(tx, remuxTake, { takeId: take.id }, { context, key: `${remuxTake.name}:${take.id}` });
    }
  }
}
