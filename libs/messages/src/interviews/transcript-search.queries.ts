import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsId, query } from '../contract/index.js';
import { HardFilters, searchTextLimits } from './candidate-filters.queries.js';

export class TranscriptSearchQuery extends HardFilters {
  @IsId('opn')
  openingId!: string;

  /** Words that were said or written: all of them, "a phrase", `or`, and `-without`. */
  @IsString()
  @MinLength(searchTextLimits.shortest)
  @MaxLength(searchTextLimits.longest)
  q!: string;
}

/** A place in a text, in UTF-16 code units as JavaScript counts. */
export class TextPlace {
  start!: number;
  length!: number;
}

/** A sentence, as its speaker corrected it, in which the words were found. */
export class TranscriptHit {
  applicationId!: string;
  interviewId!: string;
  questionId!: string;
  /** Null for a written answer, as the time is. */
  takeId!: string | null;
  sentence!: string;
  /** Where the sentence begins in the recording. */
  startMs!: number | null;
  matches!: TextPlace[];
}

export class TranscriptHitPage {
  data!: TranscriptHit[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/**
 * Sentences of the answers that count, in the order of interviews, answers and time: not of those who withdrew, nor of what
 * was erased. Words are compared by the rules of each interview's language. Reading it audits the reader.
 */
export const searchTranscripts = query('interviews', 'transcripts.search', {
  input: TranscriptSearchQuery,
  output: TranscriptHitPage,
});
