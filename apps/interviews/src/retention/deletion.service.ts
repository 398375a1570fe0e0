import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { type DeletionReason, recordingsErasureRequested } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { ConsentService } from '../consent/consent.service.js';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { interviewNotFound, interviewWrongState } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import type { DeletionEntity, LegalHoldEntity } from './deletion.entity.js';
import { nothingHeld, tooLateToHold } from './deletion.errors.js';
import { eraseRecordings } from './deletion.jobs.js';
import { DeletionRepository } from './deletion.repository.js';
import { currentRetentionRules, deletionDueAt } from './retention-rules.js';

/** Who wants the recordings of an interview gone, who wants them kept, and which of the two holds. */
@Injectable()
export class DeletionService {
  constructor(
    private readonly deletions: DeletionRepository,
    private readonly interviews: InterviewRepository,
    private readonly consents: ConsentService,
    private readonly facts: InterviewFacts,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The applicant wants it. Whatever their consent still allowed ends with it, also while a legal duty keeps the recordings:
   * nothing is evaluated any more, and a result leaves the ranks.
   */
  async ask(tx: Tx, interviewId: string, context: CallContext): Promise<DeletionEntity> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    const earlier = await this.deletions.ofInterview(interview.id, tx);
    if (earlier) return earlier;
    if (interview.state === 'invited') {
      throw interviewWrongState(interview, 'nothing is recorded before the consent, so there is nothing to delete.');
    }
    await this.consents.takeBack(tx, interview, context);
    return await this.begin(tx, interview, 'asked', context);
  }

  /** The time is over for which the content of an ended interview may be kept. */
  async retire(tx: Tx, interviewId: string, context: CallContext): Promise<boolean> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview || (await this.deletions.ofInterview(interviewId, tx))) return false;
    await this.begin(tx, interview, 'retention', context);
    return true;
  }

  /** Keeps the recordings; what stands already is answered. */
  async hold(tx: Tx, interviewId: string, reason: string, context: CallContext): Promise<LegalHoldEntity> {
    const interview = await this.requireLocked(tx, interviewId);
    const standing = await this.deletions.standingHold(interview.id, tx);
    if (standing) return standing;
    const at = this.clock.now();
    const deletion = await this.deletions.ofInterview(interview.id, tx);
    if (deletion && !(await this.deletions.move(tx, deletion.id, 'hold', { heldSince: at }))) {
      throw tooLateToHold(deletion);
    }
    const hold: LegalHoldEntity = {
      id: newId('hld'),
      interviewId: interview.id,
      applicationId: interview.applicationId,
      reason,
      placedBy: staffIdOf(context),
      placedAt: at,
      releasedBy: null,
      releasedAt: null,
    };
    await this.deletions.insertHold(tx, hold);
    await this.facts.note(tx, 'legal_hold.placed', interview.applicationId, context, at, { holdId: hold.id });
    return hold;
  }

  /** A deletion that waited for it goes on at once. */
  async release(tx: Tx, interviewId: string, context: CallContext): Promise<LegalHoldEntity> {
    const interview = await this.requireLocked(tx, interviewId);
    const standing = await this.deletions.standingHold(interview.id, tx);
    const [at, releasedBy] = [this.clock.now(), staffIdOf(context)];
    if (!standing || !(await this.deletions.releaseHold(tx, standing.id, releasedBy, at))) {
      throw nothingHeld(interview.applicationId);
    }
    const { applicationId } = interview;
    await this.facts.note(tx, 'legal_hold.released', applicationId, context, at, { holdId: standing.id });
    const deletion = await this.deletions.ofInterview(interview.id, tx);
    if (deletion && (await this.deletions.move(tx, deletion.id, 'resume', { heldSince: null }))) {
      await this.startErasing(tx, interview, deletion, context, at);
    }
    return { ...standing, releasedBy, releasedAt: at };
  }

  private async begin(
    tx: Tx,
    interview: InterviewEntity,
    reason: DeletionReason,
    context: CallContext,
  ): Promise<DeletionEntity> {
    const at = this.clock.now();
    const isHeld = (await this.deletions.standingHold(interview.id, tx)) !== null;
    const { applicationId, personId } = interview;
    const deletion: DeletionEntity = {
      id: newId('del'),
      ...{ interviewId: interview.id, applicationId, personId, reason },
      state: isHeld ? 'held' : 'requested',
      rulesVersion: currentRetentionRules().version,
      requestedAt: at,
      dueAt: deletionDueAt(at),
      heldSince: isHeld ? at : null,
      ...{ inventory: null, items: null, marks: null, completedAt: null, certificate: null },
    };
    await this.deletions.insert(tx, deletion);
    if (isHeld) await this.facts.note(tx, 'deletion.held', deletion.id, context, at, { reason });
    else await this.startErasing(tx, interview, deletion, context, at);
    return deletion;
  }

  /** Others are told here, and not of one that is held: they would delete what has to be kept. */
  private async startErasing(
    tx: Tx,
    interview: InterviewEntity,
    { id, reason, dueAt }: DeletionEntity,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    const fact = { deletionId: id, reason, dueAt: dueAt.toISOString() };
    await this.facts.publish(tx, recordingsErasureRequested, interview, fact, context, at);
    await this.jobs.enqueue(tx, eraseRecordings, { deletionId: id }, { context });
  }

  private async requireLocked(tx: Tx, interviewId: string): Promise<InterviewEntity> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview) throw interviewNotFound();
    return interview;
  }
}

function staffIdOf({ actor }: CallContext): string {
  if (actor.kind !== 'staff') throw new TypeError('Legal holds are placed and released by staff.');
  return actor.id;
}
