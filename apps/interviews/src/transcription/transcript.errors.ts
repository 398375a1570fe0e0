import { AppError } from '@guildhall/errors';
import { correctionLimits } from '@guildhall/messages/interviews';
import type { InterviewEntity } from '../interview/interview.entity.js';
import type { TranscriptEntity } from './transcript.entity.js';

export function transcriptNotFound(): AppError {
  return new AppError('not_found', 'There is no such transcript, or you do not have access to it.');
}

export function transcriptCheckOver(interview: InterviewEntity, transcriptId: string): AppError {
  const until = interview.transcriptCheckUntil?.toISOString() ?? null;
  return new AppError(
    'transcript_check_over',
    `The transcripts of interview ${interview.id} can no longer be corrected; report a mistake instead, with POST ` +
      `/v1/interviews/${interview.id}/transcripts/${transcriptId}/mistakes.`,
    { details: { interviewId: interview.id, transcriptId, correctableUntil: until } },
  );
}

export function transcriptNotCorrectable({ id }: TranscriptEntity): AppError {
  return new AppError(
    'transcript_not_correctable',
    `Transcript ${id} is your own written text; nothing was misheard.`,
    {
      details: { transcriptId: id },
    },
  );
}

export function sentenceUnknown({ id, segments }: TranscriptEntity, sentence: number): AppError {
  const message = `Transcript ${id} has ${segments.length} sentences; there is no sentence ${sentence}.`;
  return new AppError('validation_failed', message, { errors: [{ field: 'sentence', message }] });
}

export function correctionTooLong({ id }: TranscriptEntity, longest: number): AppError {
  const message = `With this text transcript ${id} would be longer than ${longest} characters; correct only what was misheard.`;
  return new AppError('validation_failed', message, { errors: [{ field: 'text', message }] });
}

export function tooManyCorrections({ id }: TranscriptEntity): AppError {
  return new AppError(
    'too_many_corrections',
    `Transcript ${id} was corrected ${correctionLimits.correctionsPerTranscript} times; confirm it as it stands.`,
    { details: { transcriptId: id } },
  );
}

export function tooManyMistakes({ id }: InterviewEntity): AppError {
  return new AppError(
    'too_many_corrections',
    `${correctionLimits.mistakesPerInterview} mistakes of interview ${id} are reported; write to the recruiter of the opening.`,
    { details: { interviewId: id } },
  );
}
