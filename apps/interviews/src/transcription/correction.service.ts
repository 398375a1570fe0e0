import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type CorrectSentenceInput,
  correctionLimits,
  type ReportMistakeInput,
  type TranscriptSentenceRef,
  transcriptCorrected,
  transcriptMistakeReported,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { interviewWrongState } from '../interview/interview.errors.js';
import { InterviewService } from '../interview/interview.service.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { TranscriptSentenceRepository } from '../search/transcript-sentence.repository.js';
import { correctedSentences, correctedText } from './corrected-sentences.js';
import { CorrectionRepository } from './correction.repository.js';
import type { TranscriptEntity } from './transcript.entity.js';
import {
  correctionTooLong,
  sentenceUnknown,
  tooManyCorrections,
  tooManyMistakes,
  transcriptCheckOver,
  transcriptNotCorrectable,
  transcriptNotFound,
} from './transcript.errors.js';
import { TranscriptRepository } from './transcript.repository.js';
import { checkPhaseOf } from './transcript-check.js';

/** What an applicant says of a transcript: what was misheard, while it is checked, and what is still wrong, afterwards. */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly service: InterviewService,
    private readonly transcripts: TranscriptRepository,
    private readonly corrections: CorrectionRepository,
    private readonly searched: TranscriptSentenceRepository,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What was heard is not touched: the correction is a row beside it, and the next one of the sentence replaces it. */
  async correct(tx: Tx, input: CorrectSentenceInput, context: CallContext): Promise<void> {
    const { interview, transcript } = await this.lockMine(tx, input, context);
    const at = this.clock.now();
    const phase = checkPhaseOf(interview, at);
    if (phase === 'over') throw transcriptCheckOver(interview, transcript.id);
    if (phase !== 'open') throw interviewWrongState(interview, 'transcripts can be corrected while they are checked.');
    const earlier = await this.corrections.ofTranscript(tx, transcript.id);
    if (earlier.length >= correctionLimits.correctionsPerTranscript) throw tooManyCorrections(transcript);
    const correction = { sentence: input.sentence, text: input.text === null ? null : inOneLine(input.text) };
    requireLength(transcript, [...earlier, correction]);
    await this.corrections.add(tx, {
      ...correction,
      transcriptId: transcript.id,
      sequence: earlier.length + 1,
      interviewId: interview.id,
      correctedBy: interview.personId,
      correctedAt: at,
    });
    await this.searched.replace(tx, interview.openingId, transcript, [...earlier, correction]);
    const what = { transcriptId: transcript.id, questionId: transcript.questionId };
    await this.facts.publish(tx, transcriptCorrected, interview, what, context, at);
  }

  async reportMistake(tx: Tx, input: ReportMistakeInput, context: CallContext): Promise<void> {
    const { interview, transcript } = await this.lockMine(tx, input, context);
    const at = this.clock.now();
    const phase = checkPhaseOf(interview, at);
    if (phase === 'open') throw interviewWrongState(interview, 'correct the sentence instead of reporting it.');
    if (phase !== 'over')
      throw interviewWrongState(interview, 'mistakes can be reported once transcripts were checked.');
    const earlier = await this.corrections.mistakesOf(interview.id, tx);
    if (earlier.length >= correctionLimits.mistakesPerInterview) throw tooManyMistakes(interview);
    await this.corrections.addMistake(tx, {
      interviewId: interview.id,
      sequence: earlier.length + 1,
      transcriptId: transcript.id,
      sentence: input.sentence,
      note: input.note,
      reportedBy: interview.personId,
      reportedAt: at,
    });
    const what = { transcriptId: transcript.id, questionId: transcript.questionId };
    await this.facts.publish(tx, transcriptMistakeReported, interview, what, context, at);
  }

  /** The interview under lock with the transcript, which has the sentence. */
  private async lockMine(
    tx: Tx,
    { interviewId, transcriptId, sentence }: TranscriptSentenceRef,
    context: CallContext,
  ): Promise<{ interview: InterviewEntity; transcript: TranscriptEntity }> {
    const interview = await this.service.lockMine(tx, interviewId, context);
    const transcript = await this.transcripts.find(tx, transcriptId);
    if (transcript?.interviewId !== interview.id) throw transcriptNotFound();
    if (transcript.takeId === null) throw transcriptNotCorrectable(transcript);
    if (!transcript.segments.some(({ n }) => n === sentence)) throw sentenceUnknown(transcript, sentence);
    return { interview, transcript };
  }
}

function requireLength(transcript: TranscriptEntity, corrections: { sentence: number; text: string | null }[]): void {
  const heard = transcript.segments.map(({ text }) => text).join(' ');
  const longest = 2 * heard.length + correctionLimits.furtherLength;
  const corrected = correctedText(correctedSentences(transcript.segments, corrections));
  if (corrected.length > longest) throw correctionTooLong(transcript, longest);
}

/** A sentence has no lines, and no space around it. */
function inOneLine(text: string): string {
  return text.trim().replace(/\s+/gu, ' ');
}
