import { type AppError, isAppError } from '@guildhall/errors';
import { checkOpeningAccess } from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import type { InterviewEntity } from './interview.entity.js';
import { interviewNotFound } from './interview.errors.js';
import { InterviewRepository } from './interview.repository.js';

/** The one place where it is decided which staff may see an interview: those on its opening. */
@Injectable()
export class InterviewAccess {
  constructor(
    private readonly interviews: InterviewRepository,
    private readonly rpc: RpcClient,
  ) {}

  /** @throws AppError `not_found`, alike for a missing interview and for one of an opening that the caller is not on */
  async requireForStaff(applicationId: string, context: CallContext): Promise<InterviewEntity> {
    const interview = await this.interviews.findByApplication(applicationId);
    if (!interview) throw interviewNotFound();
    await asMissing(interviewNotFound, () => this.requireOpening(interview.openingId, context));
    return interview;
  }

  async requireOpening(openingId: string, context: CallContext): Promise<void> {
    await this.rpc.call(checkOpeningAccess, { openingId }, { context });
  }
}

/** Runs a check of access to something behind which another thing lies: a refusal must not tell which of them is missing. */
export async function asMissing<T>(missing: () => AppError, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (thrown) {
    throw isAppError(thrown) && thrown.code === 'not_found' ? missing() : thrown;
  }
}

/** The id of the calling member of staff. @throws AppError `not_found` for everybody else */
export function requireStaff({ actor }: CallContext): string {
  if (actor.kind !== 'staff') throw interviewNotFound();
  return actor.id;
}
