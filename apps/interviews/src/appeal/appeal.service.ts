import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import type { MyApplication } from '@guildhall/messages/applicants';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  appealConcluded,
  appealOpened,
  type ConcludeAppealInput,
  type OpenAppealInput,
  scoreNeedsReview,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { interviewNotFound } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { InterviewsConfig } from '../interviews.config.js';
import { rankOpening } from '../ranking/rank-opening.job.js';
import { DeletionRepository } from '../retention/deletion.repository.js';
import { eraseStates } from '../retention/deletion.states.js';
import type { ScorecardEntity } from '../scoring/scorecard.entity.js';
import type { AppealEntity } from './appeal.entity.js';
import {
  appealConcludedAlready,
  appealExists,
  appealNeedsAnotherPerson,
  appealNeedsReview,
  appealTooLate,
  noAppeal,
  noReasonKept,
  notDecidedAgainst,
  requireReasonOf,
} from './appeal.errors.js';
import { scoreAppeal } from './appeal.jobs.js';
import { AppealRepository } from './appeal.repository.js';
import { isComparable, needsReview } from './is-comparable.js';

const dayMs = 86_400_000;

/** Asked for once by the applicant, answered by a named person who neither decided nor saw the first result. */
@Injectable()
export class AppealService {
  constructor(
    private readonly appeals: AppealRepository,
    private readonly interviews: InterviewRepository,
    private readonly deletions: DeletionRepository,
    private readonly facts: InterviewFacts,
    private readonly jobs: Jobs,
    private readonly config: InterviewsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws AppError `appeal_not_possible` without a decision against them or too late, `appeal_exists`, `validation_failed` for a reason
   *   once the recordings are being erased
   */
  async open(
    tx: Tx,
    interviewId: string,
    input: OpenAppealInput,
    application: MyApplication,
    context: CallContext,
  ): Promise<AppealEntity> {
    const interview = await this.requireLocked(tx, interviewId);
    const { applicationId, openingId } = interview;
    const at = this.clock.now();
    this.requireInTime(application, at);
    const note = input.reason?.trim() || null;
    if (note !== null) await this.requireKeepable(tx, interview);
    const appeal: AppealEntity = {
      ...{ id: newId('apl'), interviewId, applicationId, openingId, state: 'open' },
      note,
      deciderIds: [...new Set(application.decisions.map(({ decidedBy }) => decidedBy))],
      isComparedAnew: isComparable(interview),
      openedAt: at,
      dueAt: new Date(at.getTime() + this.config.appealAnswerDays * dayMs),
      ...{ outcome: null, reasonCode: null, concludedBy: null, concludedAt: null },
    };
    if (!(await this.appeals.insert(tx, appeal))) throw appealExists(applicationId);
    const fact = { appealId: appeal.id, dueAt: appeal.dueAt.toISOString() };
    await this.facts.publish(tx, appealOpened, interview, fact, context, at);
    if (appeal.isComparedAnew) await this.jobs.enqueue(tx, scoreAppeal, { interviewId }, { context });
    return appeal;
  }

  /** The new result is there: it waits for a reader, and holds from now on. */
  async tellResult(
    tx: Tx,
    interview: InterviewEntity,
    scorecard: ScorecardEntity,
    context: CallContext,
  ): Promise<void> {
    const fact = { scorecardId: scorecard.id, engine: scorecard.draft.engine.name, holdReason: null };
    await this.facts.publish(tx, scoreNeedsReview, interview, fact, context, this.clock.now());
    await this.jobs.enqueue(tx, rankOpening, { openingId: interview.openingId }, { context });
  }

  /**
   * @throws AppError `appeal_wrong_state` once it is concluded, `appeal_needs_another_person` for who has decided or seen the first
   *   result, `appeal_needs_review` before their review of the new one is concluded
   */
  async conclude(
    tx: Tx,
    interviewId: string,
    input: ConcludeAppealInput,
    concludedBy: string,
    context: CallContext,
  ): Promise<AppealEntity> {
    requireReasonOf(input.outcome, input.reasonCode);
    const interview = await this.requireLocked(tx, interviewId);
    const { applicationId } = interview;
    const appeal = await this.appeals.ofApplication(applicationId, tx);
    if (!appeal) throw noAppeal(applicationId);
    if (!(await this.appeals.mayAnswer(tx, appeal, concludedBy))) throw appealNeedsAnotherPerson(applicationId);
    if (needsReview(appeal, interview) && !(await this.appeals.hasConcludedReview(tx, interviewId, concludedBy))) {
      throw appealNeedsReview(applicationId);
    }
    const { outcome, reasonCode } = input;
    const conclusion = { outcome, reasonCode, concludedBy, concludedAt: this.clock.now() };
    if (!(await this.appeals.conclude(tx, appeal.id, conclusion))) throw appealConcludedAlready(appeal.id);
    // A decision is owed again, and the next one begins the time anew for which all of it is kept.
    if (outcome === 'changed') await this.interviews.keepUntil(tx, interviewId, null);
    const fact = { appealId: appeal.id, outcome, reasonCode, concludedBy };
    await this.facts.publish(tx, appealConcluded, interview, fact, context, conclusion.concludedAt);
    return { ...appeal, ...conclusion, state: 'concluded' };
  }

  private requireInTime({ id, stage, decisions }: MyApplication, at: Date): void {
    const decision = decisions.find(({ kind }) => kind === 'not_select');
    if (stage !== 'not_selected' || !decision) throw notDecidedAgainst(id);
    const decidedAt = new Date(decision.decidedAt);
    const { appealDays } = this.config;
    if (at.getTime() > decidedAt.getTime() + appealDays * dayMs) throw appealTooLate(id, appealDays, decidedAt);
  }

  /** Nothing would ever erase it. */
  private async requireKeepable(tx: Tx, { id, applicationId }: InterviewEntity): Promise<void> {
    const deletion = await this.deletions.ofInterview(id, tx);
    if (deletion && eraseStates.includes(deletion.state)) throw noReasonKept(applicationId);
  }

  private async requireLocked(tx: Tx, interviewId: string): Promise<InterviewEntity> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview) throw interviewNotFound();
    return interview;
  }
}
