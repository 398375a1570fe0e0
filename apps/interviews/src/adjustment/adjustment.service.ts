import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type AdjustInterviewInput,
  type AdjustMyInterviewInput,
  adjustmentRequested,
  type WantedAdjustments,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import {
  interviewExpired,
  interviewNotFound,
  interviewWrongState,
  timeFactorOnlyRaised,
} from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewService } from '../interview/interview.service.js';
import { adjustableStates } from '../interview/interview.states.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { AdjustmentRequestRepository } from './adjustment-request.repository.js';
import { adjustmentsOf } from './adjustment-view.js';

/**
 * What makes an interview work for somebody: some of it nobody has to be asked for, the rest a recruiter answers. Recordings
 * that were begun under more time stay usable, so it is never taken back.
 */
@Injectable()
export class AdjustmentService {
  constructor(
    private readonly interviews: InterviewRepository,
    private readonly requests: AdjustmentRequestRepository,
    private readonly service: InterviewService,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** By the applicant. @throws AppError once the answers are handed in or the deadline has passed */
  async adjustMine(tx: Tx, input: AdjustMyInterviewInput, context: CallContext): Promise<void> {
    const interview = await this.service.lockMine(tx, input.interviewId, context);
    const { timeFactor, request } = input;
    if (timeFactor === undefined && request === undefined) throw nothingGiven(['timeFactor', 'request']);
    if (!adjustableStates.includes(interview.state)) throw tooLateToAdjust(interview);
    if (this.clock.now() >= interview.deadlineAt) throw interviewExpired(interview);
    if (timeFactor !== undefined && timeFactor > interview.timeFactor) {
      await this.interviews.adjust(tx, interview.id, { ...adjustmentsOf(interview), timeFactor });
      await this.facts.note(tx, 'interview.adjusted', interview.id, context, this.clock.now(), { timeFactor });
    }
    if (request !== undefined) await this.ask(tx, interview, request, context);
  }

  /** By a recruiter; a request that waits is answered by it. */
  async adjust(tx: Tx, interviewId: string, input: AdjustInterviewInput, context: CallContext): Promise<void> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview) throw interviewNotFound();
    const { timeFactor, writtenAnswers, extraBreaks } = input;
    const given = Object.entries({ timeFactor, writtenAnswers, extraBreaks }).filter(
      ([, value]) => value !== undefined,
    );
    if (given.length === 0) throw nothingGiven(['timeFactor', 'writtenAnswers', 'extraBreaks']);
    const granted = { ...adjustmentsOf(interview), ...Object.fromEntries(given) };
    if (!(await this.interviews.adjust(tx, interview.id, granted))) {
      if (granted.timeFactor < interview.timeFactor) throw timeFactorOnlyRaised(interview);
      throw tooLateToAdjust(interview);
    }
    const at = this.clock.now();
    if (context.actor.kind === 'staff') await this.requests.answer(tx, interview.id, context.actor.id, at, granted);
    await this.facts.note(tx, 'interview.adjusted', interview.id, context, at, Object.fromEntries(given));
  }

  private async ask(
    tx: Tx,
    interview: InterviewEntity,
    wanted: WantedAdjustments,
    context: CallContext,
  ): Promise<void> {
    const { moreTime, writtenAnswers, extraBreaks } = wanted;
    const note = wanted.note?.trim() || null;
    if (!moreTime && !writtenAnswers && !extraBreaks && note === null) {
      throw nothingGiven(['request.moreTime', 'request.writtenAnswers', 'request.extraBreaks', 'request.note']);
    }
    const latest = await this.requests.latest(interview.id, tx);
    const at = this.clock.now();
    await this.requests.keep(tx, {
      interviewId: interview.id,
      number: latest === null ? 1 : latest.number + (latest.answeredAt === null ? 0 : 1),
      ...{ moreTime, writtenAnswers, extraBreaks, note },
      requestedAt: at,
      ...{ answeredAt: null, answeredBy: null, granted: null },
    });
    await this.facts.publish(tx, adjustmentRequested, interview, {}, context, at);
  }
}

function tooLateToAdjust(interview: InterviewEntity): AppError {
  return interviewWrongState(interview, 'it can be adjusted until it is submitted.');
}

function nothingGiven(fields: string[]): AppError {
  const message = `Nothing is asked for; give one of ${fields.join(', ')}.`;
  return new AppError('validation_failed', message, { errors: [{ field: fields[0]!, message }] });
}
