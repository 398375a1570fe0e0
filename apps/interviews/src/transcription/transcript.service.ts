import type { Tx } from '@guildhall/database';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { transcriptReady } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { sha256 } from '../model-client/sha256.js';
import type { AnswerEntity, TakeEntity } from '../recording/recording.entities.js';
import { canonicalJson } from '../scoring/canonical-json.js';
import { TranscriptSentenceRepository } from '../search/transcript-sentence.repository.js';
import type { TranscriptDraft, TranscriptSegment } from './speech-to-text.js';
import type { TranscriptEntity } from './transcript.entity.js';
import { TranscriptRepository } from './transcript.repository.js';

/** Facts about the recording that stand beside what an engine heard in it. */
export interface HeardIn {
  take: TakeEntity;
  questionId: string;
  mediaSha256: string;
  /** Measured in the audio. */
  speechSeconds: number;
}

@Injectable()
export class TranscriptService {
  constructor(
    private readonly transcripts: TranscriptRepository,
    private readonly searched: TranscriptSentenceRepository,
    private readonly facts: InterviewFacts,
  ) {}

  async keepHeard(
    tx: Tx,
    interview: InterviewEntity,
    draft: TranscriptDraft,
    heard: HeardIn,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    await this.keep(tx, interview, context, at, {
      questionId: heard.questionId,
      takeId: heard.take.id,
      engine: draft.engine,
      model: draft.model,
      engineVersion: draft.version,
      language: draft.language,
      segments: draft.segments,
      speechSeconds: heard.speechSeconds,
      mediaSha256: heard.mediaSha256,
    });
  }

  /** A written answer is its own transcript; its words have no times. The same text again makes no second one. */
  async keepWritten(
    tx: Tx,
    interview: InterviewEntity,
    answer: AnswerEntity,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    const segments = [{ n: 1, text: answer.writtenText ?? '', startSeconds: 0, endSeconds: 0, words: [] }];
    const earlier = await this.transcripts.latestWritten(tx, interview.id, answer.questionId);
    if (earlier?.transcriptSha256 === hashOf(segments)) return;
    await this.keep(tx, interview, context, at, {
      questionId: answer.questionId,
      takeId: null,
      engine: 'written',
      model: 'none',
      engineVersion: '1',
      language: interview.language,
      segments,
      speechSeconds: null,
      mediaSha256: null,
    });
  }

  private async keep(
    tx: Tx,
    interview: InterviewEntity,
    context: CallContext,
    at: Date,
    said: Omit<TranscriptEntity, 'id' | 'interviewId' | 'transcriptSha256' | 'createdAt'>,
  ): Promise<void> {
    const id = newId('trs');
    const transcript: TranscriptEntity = {
      ...said,
      id,
      interviewId: interview.id,
      transcriptSha256: hashOf(said.segments),
      createdAt: at,
    };
    await this.transcripts.insert(tx, transcript);
    await this.searched.replace(tx, interview.openingId, transcript);
    const { questionId } = said;
    await this.facts.publish(tx, transcriptReady, interview, { transcriptId: id, questionId }, context, at);
  }
}

function hashOf(segments: TranscriptSegment[]): string {
  return sha256(canonicalJson(segments));
}
