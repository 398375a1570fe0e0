import type { AnswerEntity } from '../recording/recording.entities.js';
import type { TranscriptEntity } from '../transcription/transcript.entity.js';
import type { AnswerForScoring } from './gates.js';
import { flagInstructions } from './injection/flag-instructions.js';
import { type AnswerSegment, writtenSegments } from './transcript.js';

/** The transcripts that count: of each answered question, the chosen take's or the written text as it was last. */
export function countingTranscripts(answers: AnswerEntity[], transcripts: TranscriptEntity[]): TranscriptEntity[] {
  return answers
    .filter(({ state }) => state === 'answered')
    .flatMap(({ questionId, kind, chosenTakeId }) => {
      const takeId = kind === 'written' ? null : chosenTakeId;
      const own = transcripts.filter((each) => each.questionId === questionId && each.takeId === takeId);
      return own.slice(-1);
    });
}

/** An answer in the form that scoring reads, with whatever in it speaks to a grader instead of a person marked. */
export function answerForScoring(transcript: TranscriptEntity): AnswerForScoring {
  return flagInstructions({
    question: transcript.questionId,
    kind: transcript.takeId === null ? 'written' : 'recorded',
    language: transcript.language,
    speechSeconds: transcript.speechSeconds,
    segments: segmentsOf(transcript),
  });
}

function segmentsOf(transcript: TranscriptEntity): AnswerSegment[] {
  if (transcript.takeId === null) return writtenSegments(transcript.segments.map(({ text }) => text).join('\n'));
  return transcript.segments.map(({ words }) => ({ words }));
}
