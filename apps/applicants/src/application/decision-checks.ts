import { AppError } from '@guildhall/errors';
import type { DecideInput } from '@guildhall/messages/applicants';
import type { CallContext } from '@guildhall/messages/contract';
import { listReviewStates, type ReviewState } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import { OpeningRepository } from '../opening/opening.repository.js';
import type { ApplicationEntity } from './application.entity.js';
import { decisionNeedsBlindReview, decisionNeedsReview } from './application.errors.js';

/** What a result asks for before a person may decide about its application. */
@Injectable()
export class DecisionChecks {
  constructor(
    private readonly openings: OpeningRepository,
    private readonly rpc: RpcClient,
  ) {}

  /** Asked for before the transaction of the decisions. @returns what stands in the way of some of them, by application */
  async refusals(
    applications: readonly Pick<ApplicationEntity, 'id' | 'openingId'>[],
    kind: DecideInput['kind'],
    context: CallContext,
  ): Promise<Map<string, AppError>> {
    const refusals = new Map<string, AppError>();
    if (context.actor.kind !== 'staff' || applications.length === 0) return refusals;
    const applicationIds = applications.map(({ id }) => id);
    const { states } = await this.rpc.call(
      listReviewStates,
      { applicationIds, staffId: context.actor.id },
      { context },
    );
    const insisting = await this.openings.insistingOnReview(applications.map(({ openingId }) => openingId));
    for (const { id, openingId } of applications) {
      const state = states.find(({ applicationId }) => applicationId === id);
      const refusal = state && refusalOf(id, kind, state, insisting.has(openingId));
      if (refusal) refusals.set(id, refusal);
    }
    return refusals;
  }
}

/**
 * A result that asks for a person has been looked at: by whoever decides, who has read it in full, or by somebody who has concluded a
 * review. Where the opening insists on it, and after an appeal, only the review counts; putting off decides nothing, and takes a look.
 * Nobody waits for a review that nobody can make any more.
 */
export function refusalOf(
  applicationId: string,
  kind: DecideInput['kind'],
  { reviewRequired, lookedAt, reviewConcluded = false, appealed = false, reviewable = true }: ReviewState,
  isInsisting: boolean,
): AppError | null {
  if (!reviewRequired || reviewConcluded) return null;
  if (kind !== 'hold' && reviewable && (isInsisting || appealed))
    return decisionNeedsBlindReview(applicationId, appealed);
  return lookedAt ? null : decisionNeedsReview(applicationId);
}
