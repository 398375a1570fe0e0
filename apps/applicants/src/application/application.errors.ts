import { AppError } from '@guildhall/errors';

/** Somebody else's application and one that does not exist answer alike. */
export function applicationNotFound(): AppError {
  return new AppError('not_found', 'There is no such application, or you do not have access to it.');
}

export function applicationWrongStage(application: { id: string; stage: string }, next: string): AppError {
  const stage = application.stage.replaceAll('_', ' ');
  return new AppError('application_wrong_stage', `Application ${application.id} is ${stage}; ${next}`, {
    details: { applicationId: application.id, stage: application.stage },
  });
}

export function versionConflict(application: { id: string; version: number }): AppError {
  return new AppError(
    'version_conflict',
    `Application ${application.id} has changed since you read it; read it again and decide on what it says now.`,
    { details: { applicationId: application.id, version: application.version } },
  );
}

export function decisionNeedsReview(applicationId: string): AppError {
  return new AppError(
    'decision_needs_review',
    `The result of application ${applicationId} asks for a person's look; read its scorecard before you decide, or have a review of it concluded.`,
    { details: { applicationId } },
  );
}

export function decisionNeedsBlindReview(applicationId: string, appealed: boolean): AppError {
  const why = appealed ? 'was made for an appeal' : 'is of an opening that insists on reviews';
  return new AppError(
    'decision_needs_blind_review',
    `The result of application ${applicationId} ${why}: a review of it has to be concluded by somebody who had not read it before; begin one with POST /v1/applications/${applicationId}/review.`,
    { details: { applicationId } },
  );
}

export function appliedTooOften(retryAfterSeconds: number): AppError {
  return new AppError('rate_limited', 'You have applied for this opening several times today; apply again tomorrow.', {
    retryAfterSeconds,
  });
}

/** The same for everybody, whether the address is known or not. */
export function livesElsewhere(countries: readonly string[]): AppError {
  const message = `This opening is for people who live in ${countries.join(', ')}; look at the other openings.`;
  return new AppError('validation_failed', message, { errors: [{ field: 'region', message }] });
}
