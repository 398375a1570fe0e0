import { AppError } from '@guildhall/errors';
import { type IdPrefix, isId } from '@guildhall/messages/contract';
import { planTemplateIdPattern } from '@guildhall/messages/interviews';
import { Param, type PipeTransform } from '@nestjs/common';

/** The ids that paths carry, by the name of the parameter. */
export const idParameters = {
  staffId: 'per',
  apiKeyId: 'key',
  openingId: 'opn',
  applicationId: 'app',
  planId: 'pln',
  planVersionId: 'plv',
  interviewId: 'int',
  takeId: 'tak',
  transcriptId: 'trs',
  deletionId: 'del',
  uploadId: 'upl',
  shortlistId: 'shl',
  jobId: 'job',
  eventId: 'evt',
  ...{ projectId: 'prj', contractId: 'ctr', documentId: 'doc' },
  onboardingItemId: 'onb',
  timeEntryId: 'tim',
  timesheetId: 'tsh',
  timesheetLineId: 'tsl',
  payRunId: 'run',
  payoutId: 'pyt',
  fileId: 'fil',
  webhookId: 'whk',
  deliveryId: 'dlv',
} as const satisfies Record<string, IdPrefix>;

/** Ids of questions are chosen by the plan's author. */
export const questionIdPattern = /^[a-z][a-z0-9_-]{0,49}$/;

class Shape implements PipeTransform<string, string> {
  constructor(private readonly fits: (value: string) => boolean) {}

  /** What cannot be an id names nothing: the answer is that of a missing object, not of a malformed request. */
  transform(value: string): string {
    if (this.fits(value)) return value;
    throw new AppError('not_found', 'There is no such object.');
  }
}

export function IdParam(name: keyof typeof idParameters): ParameterDecorator {
  return Param(name, new Shape((value) => isId(idParameters[name], value)));
}

export function PlanTemplateIdParam(): ParameterDecorator {
  return Param('planTemplateId', new Shape((value) => planTemplateIdPattern.test(value)));
}

export function QuestionIdParam(): ParameterDecorator {
  return Param('questionId', new Shape((value) => questionIdPattern.test(value)));
}
