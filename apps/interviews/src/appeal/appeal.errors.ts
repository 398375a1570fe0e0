import { AppError } from '@guildhall/errors';
import { type AppealOutcome, appealReasonCodes } from '@guildhall/messages/interviews';

export function noAppeal(applicationId: string): AppError {
  return new AppError(
    'appeal_wrong_state',
    `Application ${applicationId} has no appeal; only its applicant can ask for one.`,
    { details: { applicationId } },
  );
}

export function appealExists(applicationId: string): AppError {
  return new AppError(
    'appeal_exists',
    `Application ${applicationId} has its appeal already, and there is one for each; look at how it stands.`,
    { details: { applicationId } },
  );
}

export function notDecidedAgainst(applicationId: string): AppError {
  return new AppError(
    'appeal_not_possible',
    `Nothing was decided against application ${applicationId}; an appeal is possible after a decision "not selected".`,
    { details: { applicationId } },
  );
}

export function appealTooLate(applicationId: string, appealDays: number, decidedAt: Date): AppError {
  const decided = decidedAt.toISOString();
  return new AppError(
    'appeal_not_possible',
    `The decision about application ${applicationId} was made on ${decided}; an appeal is possible within ${appealDays} days. Write to the recruiter of the opening.`,
    { details: { applicationId, decidedAt: decided } },
  );
}

export function noReasonKept(applicationId: string): AppError {
  const message = `What was recorded for application ${applicationId} is being erased or gone, so no reason is kept; ask without one.`;
  return new AppError('validation_failed', message, { errors: [{ field: 'reason', message }] });
}

export function appealConcludedAlready(appealId: string): AppError {
  return new AppError('appeal_wrong_state', `Appeal ${appealId} is concluded, and its answer stands.`, {
    details: { appealId },
  });
}

export function appealNeedsAnotherPerson(applicationId: string): AppError {
  return new AppError(
    'appeal_needs_another_person',
    `You have decided about application ${applicationId}, or have seen a result of it; its appeal is for somebody on the opening who has done neither. Add a colleague to the opening.`,
    { details: { applicationId } },
  );
}

export function appealNeedsReview(applicationId: string): AppError {
  return new AppError(
    'appeal_needs_review',
    `The answers of application ${applicationId} are compared anew; conclude your review of the new result first, POST /v1/applications/${applicationId}/review.`,
    { details: { applicationId } },
  );
}

export function appealNotComparedYet(applicationId: string): AppError {
  return new AppError(
    'appeal_wrong_state',
    `The answers of application ${applicationId} are being compared anew for its appeal; the review begins with the new result, so come back a little later.`,
    { details: { applicationId } },
  );
}

/** @throws AppError `validation_failed` for a reason that belongs to the other outcome, or to none */
export function requireReasonOf(outcome: AppealOutcome, reasonCode: string): void {
  const codes: readonly string[] = appealReasonCodes[outcome];
  if (codes.includes(reasonCode)) return;
  const message = `The reason of "${outcome}" is one of ${codes.join(', ')}.`;
  throw new AppError('validation_failed', message, { errors: [{ field: 'reasonCode', message }] });
}
