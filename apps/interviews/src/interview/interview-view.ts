import { Database } from '@guildhall/database';
import type { Answer, Interview, InterviewSummary, Take } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AdjustmentRequestRepository } from '../adjustment/adjustment-request.repository.js';
import { adjustmentRequestView, adjustmentsOf } from '../adjustment/adjustment-view.js';
import { ConsentRepository } from '../consent/consent.repository.js';
import { currentConsentText } from '../consent/consent-texts.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { minAnsweredOf } from '../plan/plan-document.js';
import type { AnswerEntity, SegmentEntity, TakeEntity } from '../recording/recording.entities.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { answerSecondsFor } from '../recording/recording-limits.js';
import { takesLeft } from '../recording/take-allowance.js';
import { partsOf } from '../recording/take-parts.js';
import type { InterviewEntity } from './interview.entity.js';
import { InterviewRepository } from './interview.repository.js';

/** Puts together what people see of an interview. */
@Injectable()
export class InterviewViews {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly recordings: RecordingRepository,
    private readonly consents: ConsentRepository,
    private readonly plans: PlanRepository,
    private readonly adjustments: AdjustmentRequestRepository,
  ) {}

  /** The interview as it stands in the given transaction, or as it was committed. */
  async of(interviewId: string, manager: EntityManager = this.database.read): Promise<Interview> {
    const interview = await this.interviews.find(interviewId, manager);
    if (!interview) throw new Error(`Interview ${interviewId} is gone.`);
    const { document } = await this.plans.requireVersion(interview.planVersionId, manager);
    const answers = await this.recordings.answersOf(interview.id, manager);
    const takes = await this.recordings.takesOf(interview.id, manager);
    const segments = await this.recordings.segmentsOfTakes(takes, manager);
    const consent = await this.consents.latest(interview.id, manager);
    const request = await this.adjustments.latest(interview.id, manager);
    return {
      ...summaryOf(interview),
      path: interview.path,
      pathReason: interview.pathReason,
      language: interview.language,
      timeFactor: interview.timeFactor,
      adjustments: adjustmentsOf(interview),
      adjustmentRequest: request && adjustmentRequestView(request),
      invitedAt: interview.invitedAt.toISOString(),
      submittedAt: interview.submittedAt?.toISOString() ?? null,
      transcriptCheckUntil: interview.transcriptCheckUntil?.toISOString() ?? null,
      minAnswered: minAnsweredOf(document),
      consentText: currentConsentText(),
      consent: consent && {
        textVersion: consent.textVersion,
        textSha256: consent.textSha256,
        grantedAt: consent.grantedAt.toISOString(),
        withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
      },
      questions: document.questions.map(({ id, text, thinkSeconds, answerSeconds }) => {
        const answer = answers.find(({ questionId }) => questionId === id);
        const ownSeconds = answerSecondsFor(answerSeconds, interview.timeFactor);
        return {
          id,
          text,
          thinkSeconds,
          answerSeconds: ownSeconds,
          answer: answer ? answerView(answer, takes, segments) : null,
        };
      }),
      criteria: document.criteria.map(({ title }) => title),
      problem: interview.problem,
    };
  }
}

export function summaryOf(interview: InterviewEntity): InterviewSummary {
  const { id, applicationId, openingId, state, deadlineAt } = interview;
  return { id, applicationId, openingId, state, deadlineAt: deadlineAt.toISOString() };
}

function answerView(answer: AnswerEntity, takesOfInterview: TakeEntity[], segments: SegmentEntity[]): Answer {
  const takes = takesOfInterview.filter(({ answerId }) => answerId === answer.id);
  const { id, questionId, kind, state, chosenTakeId, problem, writtenText } = answer;
  return {
    id,
    questionId,
    kind,
    state,
    chosenTakeId,
    takesLeft: takesLeft(answer, takes),
    problem,
    takes: takes.map((take) => takeView(take, segments)),
    writtenText,
  };
}

/** @param segments those of the take, in order; those of others are passed over */
export function takeView(take: TakeEntity, segments: SegmentEntity[]): Take {
  const parts = partsOf(segments.filter(({ takeId }) => takeId === take.id));
  return {
    id: take.id,
    number: take.number,
    state: take.state,
    durationSeconds: take.durationMs === null ? null : take.durationMs / 1000,
    ...(parts.length > 0 && { parts }),
    problem: take.problem,
    startedAt: take.startedAt.toISOString(),
    completedAt: take.completedAt?.toISOString() ?? null,
  };
}
