import { type Actor, hasRole } from '@guildhall/messages/contract';
import type { AdjustmentRequest, Adjustments, Interview } from '@guildhall/messages/interviews';
import type { InterviewEntity } from '../interview/interview.entity.js';
import type { AdjustmentRequestEntity } from './adjustment-request.entity.js';

type Adjusted = Pick<InterviewEntity, 'timeFactor' | 'writtenAnswers' | 'extraBreaks'>;

export function adjustmentsOf({ timeFactor, writtenAnswers, extraBreaks }: Adjusted): Adjustments {
  return { timeFactor, writtenAnswers, extraBreaks };
}

export function adjustmentRequestView(request: AdjustmentRequestEntity): AdjustmentRequest {
  const { moreTime, writtenAnswers, extraBreaks, note, granted } = request;
  return {
    ...{ moreTime, writtenAnswers, extraBreaks, note },
    requestedAt: request.requestedAt.toISOString(),
    answeredAt: request.answeredAt?.toISOString() ?? null,
    granted,
  };
}

/** The interview as the caller may see it: what somebody asked for and got is nothing for those who only judge. */
export function asSeenBy(actor: Actor, interview: Interview): Interview {
  if (actor.kind === 'applicant' || hasRole(actor, 'recruiter', 'admin')) return interview;
  return { ...interview, adjustments: null, adjustmentRequest: null };
}
