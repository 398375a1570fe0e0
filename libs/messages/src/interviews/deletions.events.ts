import { IsIn, IsString } from 'class-validator';
import { event, IsId } from '../contract/index.js';
import { type DeletionReason, deletionReasons } from './deletions.commands.js';
import { InterviewFact } from './interviews.events.js';

export class RecordingsErasure extends InterviewFact {
  @IsId('del')
  deletionId!: string;

  /** Why: the applicant asked, or the time for which they may be kept was over. */
  @IsIn(deletionReasons)
  reason!: DeletionReason;

  /** ISO 8601, UTC: until when it has to be done. */
  @IsString()
  dueAt!: string;
}

/** Whoever holds a copy of anything of the recordings has to delete it until `dueAt`. */
export const recordingsErasureRequested = event('interviews', 'recordings.erasure_requested', RecordingsErasure);

/** Nothing of the recordings is left: keys, files, transcripts and prompts are gone, and every service has looked. */
export const recordingsErased = event('interviews', 'recordings.erased', RecordingsErasure);
