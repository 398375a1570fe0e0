import type { ReviewedAnswer, Transcript } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { InterviewEntity } from '../interview/interview.entity.js';
import type { PlanDocument } from '../plan/plan-document.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { TranscriptViews } from '../transcription/transcript-views.js';

/** What a reviewer hears and reads of an interview: of each question the answer that counts, and nothing about the person. */
@Injectable()
export class ReviewedAnswers {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly transcripts: TranscriptViews,
  ) {}

  async of(interview: InterviewEntity, plan: PlanDocument, manager: EntityManager): Promise<ReviewedAnswer[]> {
    const answers = await this.recordings.answersOf(interview.id, manager);
    const transcripts = await this.transcripts.ofInterview(interview, manager);
    return plan.questions.map(({ id, text: question }) => {
      const answer = answers.find(({ questionId, state }) => questionId === id && state === 'answered');
      const takeId = answer?.kind === 'recorded' ? answer.chosenTakeId : null;
      const own = transcripts.filter((each) => answer && each.questionId === id && each.takeId === takeId).at(-1);
      return {
        questionId: id,
        question,
        kind: answer?.kind ?? null,
        takeId,
        language: own?.language ?? null,
        text: own ? (own.correctedText ?? own.text) : null,
        sentences: own?.sentences ?? [],
      };
    });
  }

  /** By question: what was said as it was heard, and as it was corrected. */
  async spokenIn(interview: InterviewEntity, manager: EntityManager): Promise<Map<string, string[]>> {
    const spoken = new Map<string, string[]>();
    for (const transcript of await this.transcripts.ofInterview(interview, manager)) {
      spoken.set(transcript.questionId, [...(spoken.get(transcript.questionId) ?? []), ...textsOf(transcript)]);
    }
    return spoken;
  }
}

function textsOf({ text, correctedText }: Transcript): string[] {
  return correctedText === null ? [text] : [text, correctedText];
}
