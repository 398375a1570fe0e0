import { AppError } from '@guildhall/errors';
import type { InterviewEntity } from './interview.entity.js';

/** Somebody else's interview and one that does not exist answer alike: the id is not repeated either. */
export function interviewNotFound(): AppError {
  return new AppError('not_found', 'There is no such interview, or you do not have access to it.');
}

export function interviewWrongState(interview: Pick<InterviewEntity, 'id' | 'state'>, next: string): AppError {
  return new AppError('interview_wrong_state', `Interview ${interview.id} is ${words(interview.state)}; ${next}`, {
    details: { interviewId: interview.id, state: interview.state },
  });
}

export function interviewExpired(interview: Pick<InterviewEntity, 'id' | 'deadlineAt'>): AppError {
  const until = interview.deadlineAt.toISOString();
  return new AppError(
    'interview_expired',
    `Interview ${interview.id} ended on ${until}; write to the recruiter of the opening to ask for more time.`,
    { details: { interviewId: interview.id, deadlineAt: until } },
  );
}

/** What was recorded in the time that was given has to stay usable. */
export function timeFactorOnlyRaised(interview: Pick<InterviewEntity, 'id' | 'timeFactor'>): AppError {
  const message = `The time factor of interview ${interview.id} is ${interview.timeFactor}; it can only be raised.`;
  return new AppError('validation_failed', message, { errors: [{ field: 'timeFactor', message }] });
}

export function consentRequired(interviewId: string): AppError {
  return new AppError(
    'consent_required',
    `Interview ${interviewId} has no consent; agree to the consent text first, or ask for a person instead.`,
    { details: { interviewId } },
  );
}

export function consentTextOutdated(interviewId: string, version: string): AppError {
  return new AppError(
    'consent_text_outdated',
    `The consent text has changed to version ${version}; read the interview again and agree to that text.`,
    { details: { interviewId, textVersion: version } },
  );
}

export function tooFewAnswers(interviewId: string, answered: number, needed: number): AppError {
  return new AppError(
    'too_few_answers',
    `Interview ${interviewId} has ${answered} of ${needed} needed answers; answer more questions before you submit.`,
    { details: { interviewId, answered, needed } },
  );
}

function words(state: string): string {
  return state.replaceAll('_', ' ');
}
