import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { Jobs } from '@guildhall/jobs';
import type { ApplicationSubmitted } from '@guildhall/messages/applicants';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  type HumanPathReason,
  interviewExpired as interviewExpiredEvent,
  interviewHumanPath,
  interviewInvited,
  interviewReminderDue,
  interviewStarted,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { OpeningSettingsRepository } from '../opening/opening-settings.repository.js';
import { rankOpening } from '../ranking/rank-opening.job.js';
import { ChosenAnswers } from '../recording/chosen-answers.js';
import { retentionDueAt } from '../retention/retention-rules.js';
import type { InterviewEntity } from './interview.entity.js';
import { interviewExpired, interviewNotFound, interviewWrongState } from './interview.errors.js';
import { expireInterview, remindOfInterview } from './interview.jobs.js';
import { InterviewRepository } from './interview.repository.js';
import { answerableStates } from './interview.states.js';
import { InterviewFacts } from './interview-facts.js';
import { LanguageSupport } from './language-support.js';

const dayMs = 86_400_000;
/** The reminder comes after this share of the time that the applicant has. */
const reminderAfterShare = 0.6;

/** The life of an interview from the invitation to its end, except for what is recorded and how it is judged. */
@Injectable()
export class InterviewService {
  constructor(
    private readonly interviews: InterviewRepository,
    private readonly openings: OpeningSettingsRepository,
    private readonly facts: InterviewFacts,
    private readonly chosen: ChosenAnswers,
    private readonly jobs: Jobs,
    private readonly languages: LanguageSupport,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes the interview of an application; a second delivery of the same application changes nothing. */
  async invite(tx: Tx, application: ApplicationSubmitted, context: CallContext): Promise<void> {
    if (await this.interviews.findByApplication(application.applicationId, tx)) return;
    const settings = await this.openings.require(application.openingId, tx);
    const at = this.clock.now();
    const capable = await this.languages.covers(application.language, application.planVersionId, tx);
    const deadlineAt = new Date(at.getTime() + settings.interviewDeadlineDays * dayMs);
    const interview: InterviewEntity = {
      id: newId('int'),
      applicationId: application.applicationId,
      openingId: application.openingId,
      personId: application.personId,
      planVersionId: application.planVersionId,
      // A bad transcript must never be scored: without a capable engine a person does the interview.
      ...(capable
        ? { state: 'invited', path: 'ai', pathReason: null }
        : { state: 'human_path', path: 'human', pathReason: 'unsupported_language' }),
      language: application.language,
      jurisdictions: application.jurisdictions,
      ...{ stage: 'submitted', country: application.country ?? null },
      ...{ timeFactor: 1, writtenAnswers: false, extraBreaks: false },
      invitedAt: at,
      deadlineAt,
      submittedAt: null,
      transcriptCheckUntil: null,
      problem: null,
      retentionDueAt: null,
    };
    await this.interviews.insert(tx, interview);
    if (!capable) {
      await this.facts.publish(tx, interviewHumanPath, interview, { reason: 'unsupported_language' }, context, at);
      return;
    }
    await this.facts.publish(tx, interviewInvited, interview, {}, context, at);
    const remindAt = new Date(at.getTime() + reminderAfterShare * (deadlineAt.getTime() - at.getTime()));
    const payload = { interviewId: interview.id };
    await this.jobs.enqueue(tx, remindOfInterview, payload, { context, runAfter: remindAt });
    await this.jobs.enqueue(tx, expireInterview, payload, { context, runAfter: deadlineAt });
  }

  /**
   * The interview under lock, for its own applicant.
   * @throws AppError `not_found` for anybody else
   */
  async lockMine(tx: Tx, interviewId: string, context: CallContext): Promise<InterviewEntity> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    return interview;
  }

  /** An answer was begun: the first one, or the first after a refusal. The interview can be submitted, again. */
  async begin(tx: Tx, interview: InterviewEntity, context: CallContext): Promise<void> {
    const moved = await this.interviews.move(tx, interview.id, 'start', { problem: null });
    if (!moved || interview.state !== 'consented') return;
    await this.facts.publish(tx, interviewStarted, interview, {}, context, this.clock.now());
  }

  /** @throws AppError where answers may no longer be added or changed */
  requireAnswerable(interview: InterviewEntity): void {
    if (!answerableStates.includes(interview.state)) {
      throw interviewWrongState(interview, 'answers can be recorded between consent and submission only.');
    }
    if (this.clock.now() >= interview.deadlineAt) throw interviewExpired(interview);
  }

  /** @throws AppError where there is nothing to submit, not any more or not yet */
  requireSubmittable(interview: InterviewEntity): void {
    if (interview.state !== 'in_progress') {
      throw interviewWrongState(interview, 'it can be submitted once, after the first answer.');
    }
    if (this.clock.now() >= interview.deadlineAt) throw interviewExpired(interview);
  }

  /** Staff and systems have read it, with the words of written answers. */
  async noteRead(tx: Tx, interviewId: string, context: CallContext): Promise<void> {
    await this.facts.note(tx, 'interview.read', interviewId, context, this.clock.now());
  }

  async askForPerson(tx: Tx, interviewId: string, context: CallContext): Promise<void> {
    const interview = await this.lockMine(tx, interviewId, context);
    await this.takeHumanPath(tx, interview, 'asked_for_a_person', context);
  }

  /** @throws AppError where a person has the interview already, or where it is over */
  async takeHumanPath(
    tx: Tx,
    interview: InterviewEntity,
    reason: HumanPathReason,
    context: CallContext,
  ): Promise<void> {
    if (await this.giveToPerson(tx, interview, reason, context)) return;
    throw interviewWrongState(interview, 'a person can be asked for once, until it is over.');
  }

  /**
   * What was recorded so far is made playable for whoever takes over.
   * @returns whether a person takes over now; false where one has it already, or where it is over.
   */
  async giveToPerson(
    tx: Tx,
    interview: InterviewEntity,
    reason: HumanPathReason,
    context: CallContext,
  ): Promise<boolean> {
    const moved = await this.interviews.move(tx, interview.id, 'takeHumanPath', { path: 'human', pathReason: reason });
    if (!moved) return false;
    await this.facts.publish(tx, interviewHumanPath, interview, { reason }, context, this.clock.now());
    await this.leaveRanks(tx, interview, context);
    await this.chosen.makePlayable(tx, interview.id, context);
    return true;
  }

  /** @returns whether the interview was still open and is expired now. */
  async expire(tx: Tx, interviewId: string, context: CallContext): Promise<boolean> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview || this.clock.now() < interview.deadlineAt) return false;
    if (!(await this.interviews.move(tx, interviewId, 'expire'))) return false;
    await this.facts.publish(tx, interviewExpiredEvent, interview, {}, context, this.clock.now());
    await this.startRetention(tx, interview);
    return true;
  }

  async remind(tx: Tx, interviewId: string, context: CallContext): Promise<void> {
    const interview = await this.interviews.lock(tx, interviewId);
    if (!interview || !['invited', 'consented', 'in_progress'].includes(interview.state)) return;
    await this.facts.publish(tx, interviewReminderDue, interview, {}, context, this.clock.now());
  }

  /** A person decided about the application: from now on what was recorded may be kept for some time only. */
  async end(tx: Tx, applicationId: string): Promise<void> {
    const interview = await this.lockByApplication(tx, applicationId);
    if (interview) await this.startRetention(tx, interview);
  }

  /** The application was taken back: nothing of the interview goes on. What was recorded is kept for its time, and no longer. */
  async withdraw(tx: Tx, applicationId: string, context: CallContext): Promise<void> {
    const interview = await this.lockByApplication(tx, applicationId);
    if (!interview) return;
    await this.startRetention(tx, interview);
    if (!(await this.interviews.move(tx, interview.id, 'withdraw'))) return;
    await this.facts.note(tx, 'interview.withdrawn', interview.id, context, this.clock.now());
    await this.leaveRanks(tx, interview, context);
  }

  private async lockByApplication(tx: Tx, applicationId: string): Promise<InterviewEntity | null> {
    const found = await this.interviews.findByApplication(applicationId, tx);
    return found && (await this.interviews.lock(tx, found.id));
  }

  private async startRetention(tx: Tx, { id, jurisdictions }: InterviewEntity): Promise<void> {
    await this.interviews.keepUntil(tx, id, retentionDueAt(this.clock.now(), jurisdictions));
  }

  /** `interview` as it was before the move that took it out of the ranks. */
  private async leaveRanks(tx: Tx, interview: InterviewEntity, context: CallContext): Promise<void> {
    if (interview.state !== 'scored') return;
    await this.jobs.enqueue(tx, rankOpening, { openingId: interview.openingId }, { context });
  }
}

export function isApplicantOf(interview: InterviewEntity, context: CallContext): boolean {
  return context.actor.kind === 'applicant' && context.actor.id === interview.personId;
}
