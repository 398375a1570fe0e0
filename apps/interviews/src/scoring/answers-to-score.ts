import type { AnswerEntity } from '../recording/recording.entities.js';
import { correctedSentences, type SentenceCorrection } from '../transcription/corrected-sentences.js';
import type { TranscriptEntity } from '../transcription/transcript.entity.js';
import { changesOf } from '../transcription/transcript-changes.js';
import { correctedSegments } from './corrected-answer.js';
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

type ScoredTranscript = Pick<TranscriptEntity, 'questionId' | 'takeId' | 'language' | 'speechSeconds' | 'segments'>;

/**
 * An answer in the form that scoring reads, with whatever in it speaks to a grader instead of a person marked.
 * @param corrections the applicant's, of this transcript, oldest first
 */
export function answerForScoring(
  transcript: ScoredTranscript,
  corrections: readonly SentenceCorrection[] = [],
): AnswerForScoring {
  const heard = segmentsOf(transcript);
  const sentences = correctedSentences(transcript.segments, corrections);
  const isCorrected = sentences.some(({ correction }) => correction !== null);
  return flagInstructions({
    question: transcript.questionId,
    kind: transcript.takeId === null ? 'written' : 'recorded',
    language: transcript.language,
    speechSeconds: transcript.speechSeconds,
    segments: isCorrected ? correctedSegments(sentences) : heard,
    ...(isCorrected && { correction: { heard, isLarge: changesOf(sentences).largeChange } }),
  });
}

function segmentsOf(transcript: ScoredTranscript): AnswerSegment[] {
  if (transcript.takeId === null) return writtenSegments(transcript.segments.map(({ text }) => text).join('\n'));
  return transcript.segments.map(({ words }) => ({ words }));
}
