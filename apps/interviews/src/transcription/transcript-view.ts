import type { AlignedWord, Transcript, TranscriptSentence } from '@guildhall/messages/interviews';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { type CorrectedSentence, correctedSentences, correctedText, correctedWords } from './corrected-sentences.js';
import type { CorrectionEntity, MistakeEntity } from './correction.entities.js';
import { demonstrationNotice } from './demonstration-notice.js';
import type { TranscriptEntity } from './transcript.entity.js';
import { changesOf } from './transcript-changes.js';
import { checkPhaseOf } from './transcript-check.js';

/** What belongs to a transcript beside what was heard. */
export interface TranscriptContext {
  interview: InterviewEntity;
  /** Of this transcript, oldest first. */
  corrections: readonly CorrectionEntity[];
  /** Of the whole interview, oldest first. */
  mistakes: readonly MistakeEntity[];
  at: Date;
}

/** A transcript with both versions, as its speaker and the staff on the opening see it. */
export function transcriptView(transcript: TranscriptEntity, context: TranscriptContext): Transcript {
  const { interview, corrections, mistakes, at } = context;
  const sentences = correctedSentences(transcript.segments, corrections);
  const isRecorded = transcript.takeId !== null;
  const isCorrected = sentences.some(({ correction }) => correction !== null);
  return {
    id: transcript.id,
    questionId: transcript.questionId,
    takeId: transcript.takeId,
    kind: isRecorded ? 'recorded' : 'written',
    engine: transcript.engine,
    model: transcript.model,
    notice: demonstrationNotice(transcript.engine),
    language: transcript.language,
    text: transcript.segments.map(({ text }) => text).join(' '),
    correctedText: isCorrected ? correctedText(sentences) : null,
    speechSeconds: transcript.speechSeconds,
    words: transcript.segments.flatMap(({ words }) => words),
    sentences: sentences.map(sentenceView),
    changes: changesOf(sentences),
    correctable: isRecorded && checkPhaseOf(interview, at) === 'open',
    correctableUntil: isRecorded ? (interview.transcriptCheckUntil?.toISOString() ?? null) : null,
    reportedMistakes: mistakes
      .filter(({ transcriptId }) => transcriptId === transcript.id)
      .map(({ sentence, note, reportedAt }) => ({ sentence, note, reportedAt: reportedAt.toISOString() })),
  };
}

function sentenceView(sentence: CorrectedSentence): TranscriptSentence {
  const { n, startSeconds, endSeconds, text, words } = sentence.heard;
  const correctedText = sentence.correction?.text ?? null;
  return { n, startSeconds, endSeconds, text, correctedText, words, alignment: alignmentOf(sentence) };
}

function alignmentOf({ heard, correction }: CorrectedSentence): AlignedWord[] {
  if (correction === null) return [];
  return correctedWords(correction.words, correction.steps, heard.words).map(
    ({ word, heardAs, isChanged, start, end }) => ({
      ...{ word, heard: heardAs !== null, start, end },
      heardAs: isChanged && heardAs ? heardAs.map((each) => each.word).join(' ') : null,
    }),
  );
}
