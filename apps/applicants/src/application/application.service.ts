import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { LimitCounters, type Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { Jobs } from '@guildhall/jobs';
import {
  type ApplyInput,
  applicationReceived,
  applicationStageChanged,
  applicationSubmitted,
  applicationWithdrawn,
} from '@guildhall/messages/applicants';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { APPLICANTS_CONFIG, ApplicantsConfig } from '../applicants.config.js';
import type { OpeningEntity } from '../opening/opening.entity.js';
import { openingNotOpen } from '../opening/opening.errors.js';
import { OpeningRepository } from '../opening/opening.repository.js';
import type { ApplicationEntity } from './application.entity.js';
import { applicationNotFound, applicationWrongStage, appliedTooOften, livesElsewhere } from './application.errors.js';
import { expireApplication, tellOverdueDecision } from './application.jobs.js';
import { type ApplicationChanges, ApplicationRepository } from './application.repository.js';
import { type StageTransition, stageTransitions } from './application.states.js';
import { decisionDueAt } from './decision-promise.js';

const unverifiedDays = 7;
const dayMs = 86_400_000;
/** Of one person for one opening, each after the one before was taken back. */
const applicationsPerDay = 3;

/** The life of an application up to a person's decision. */
@Injectable()
export class ApplicationService {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly openings: OpeningRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly jobs: Jobs,
    @Inject(APPLICANTS_CONFIG) private readonly config: ApplicantsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps an application; what the caller learns is the same whether the person is known, has applied before, or not. */
  async apply(tx: Tx, input: ApplyInput, context: CallContext): Promise<void> {
    const opening = await this.openings.lock(tx, input.openingId);
    if (opening?.state !== 'open') throw openingNotOpen();
    const { countries } = opening;
    if (countries.length > 0 && !countries.includes(countryOf(input.region))) throw livesElsewhere(countries);
    const at = this.clock.now();
    const application = newApplication(opening, input, at);
    const isProved = context.actor.kind === 'applicant' && context.actor.id === input.personId;
    const existing = await this.applications.insertOrLockLive(tx, application);
    if (existing) {
      if (isProved) await this.takeOver(tx, existing, application, context);
      else await this.tellReceived(tx, existing, existing.stage !== 'unverified', context, at);
      return;
    }
    if (isProved) await this.countToday(tx, application, at);
    await this.audit.record(tx, { action: 'application.received', subject: application.id, actor: context.actor }, at);
    if (isProved) {
      await this.submit(tx, application, context);
      return;
    }
    await this.tellReceived(tx, application, false, context, at);
    const runAfter = new Date(at.getTime() + unverifiedDays * dayMs);
    await this.jobs.enqueue(tx, expireApplication, { applicationId: application.id }, { context, runAfter });
  }

  /** A person has proved the address: the applications made with it are theirs. */
  async submitProvedBy(tx: Tx, personId: string, context: CallContext): Promise<void> {
    for (const application of await this.applications.unverifiedOf(tx, personId)) {
      await this.submit(tx, application, context);
    }
  }

  async withdraw(tx: Tx, application: ApplicationEntity, context: CallContext): Promise<void> {
    const at = this.clock.now();
    if (!(await this.applications.move(tx, application.id, 'withdraw', { withdrawnAt: at, decisionDueAt: null }))) {
      throw applicationWrongStage(application, 'it cannot be withdrawn any more.');
    }
    const { id: applicationId, openingId, personId } = application;
    const data = { applicationId, openingId, personId };
    await this.events.append(tx, applicationWithdrawn, { subject: `application/${applicationId}`, data, context, at });
    await this.audit.record(tx, { action: 'application.withdrawn', subject: applicationId, actor: context.actor }, at);
  }

  async expire(tx: Tx, applicationId: string, context: CallContext): Promise<void> {
    if (!(await this.applications.move(tx, applicationId, 'expire'))) return;
    await this.audit.record(
      tx,
      { action: 'application.expired', subject: applicationId, actor: context.actor },
      this.clock.now(),
    );
  }

  /** What the interview's progress means for the application; a late or repeated word changes nothing. */
  async follow(
    tx: Tx,
    applicationId: string,
    transition: 'startInterview' | 'evaluate' | 'reopen',
    context: CallContext,
  ): Promise<void> {
    const application = await this.applications.lock(tx, applicationId);
    const changes = this.owedAfter(transition);
    if (!application || !(await this.applications.move(tx, applicationId, transition, changes))) return;
    await this.watchPromise(tx, applicationId, changes, context);
    await this.tellStage(tx, application, transition, context);
  }

  /** From an evaluation on a person owes a decision, and again where one was taken back. */
  private owedAfter(transition: 'startInterview' | 'evaluate' | 'reopen'): ApplicationChanges {
    if (transition === 'startInterview') return {};
    const at = this.clock.now();
    const owed = { decisionDueAt: decisionDueAt(at, this.config.decisionDays) };
    return transition === 'evaluate' ? { evaluatedAt: at, ...owed } : owed;
  }

  /** Where a date was promised, somebody is told when it has passed in vain. */
  async watchPromise(
    tx: Tx,
    applicationId: string,
    { decisionDueAt: dueAt }: Pick<ApplicationChanges, 'decisionDueAt'>,
    context: CallContext,
  ): Promise<void> {
    if (!dueAt) return;
    const payload = { applicationId, dueAt: dueAt.toISOString() };
    await this.jobs.enqueue(tx, tellOverdueDecision, payload, { context, runAfter: dueAt });
  }

  async tellStage(
    tx: Tx,
    application: ApplicationEntity,
    transition: StageTransition,
    context: CallContext,
  ): Promise<void> {
    const { id: applicationId, openingId, stage: from } = application;
    const data = { applicationId, openingId, from, to: stageTransitions[transition].to };
    const at = this.clock.now();
    await this.events.append(tx, applicationStageChanged, {
      subject: `application/${applicationId}`,
      data,
      context,
      at,
    });
  }

  /** The caller's own application under lock. @throws AppError `not_found` for anybody else's and for unverified ones */
  async lockMine(tx: Tx, applicationId: string, context: CallContext): Promise<ApplicationEntity> {
    const application = await this.applications.lock(tx, applicationId);
    if (!application || !isApplicantOf(application, context)) throw applicationNotFound();
    return application;
  }

  /**
   * What somebody wrote under the person's address before, whoever it was, gives way to what the person says now. One that is
   * submitted already stays as it is: they see it in their list, and need no mail that says so.
   */
  private async takeOver(
    tx: Tx,
    existing: ApplicationEntity,
    { region, language, jurisdictions }: ApplicationEntity,
    context: CallContext,
  ): Promise<void> {
    if (existing.stage !== 'unverified') return;
    await this.submit(tx, { ...existing, region, language, jurisdictions }, context);
  }

  private async submit(tx: Tx, application: ApplicationEntity, context: CallContext): Promise<void> {
    const at = this.clock.now();
    const { id: applicationId, openingId, personId, region, language, jurisdictions } = application;
    const said = { region, language, jurisdictions, submittedAt: at };
    if (!(await this.applications.move(tx, applicationId, 'submit', said))) return;
    const opening = await this.openings.find(openingId, tx);
    const { planVersionId } = opening!;
    const place = { jurisdictions, country: countryOf(region) };
    const data = { applicationId, openingId, personId, language, planVersionId, ...place };
    await this.events.append(tx, applicationSubmitted, { subject: `application/${applicationId}`, data, context, at });
    await this.audit.record(tx, { action: 'application.submitted', subject: applicationId, actor: context.actor }, at);
  }

  /** Each brings an invitation by mail, and taking back and applying again could go on for ever. */
  private async countToday(tx: Tx, { openingId, personId }: ApplicationEntity, at: Date): Promise<void> {
    const windowStart = new Date(at.getTime() - (at.getTime() % dayMs));
    const day = { counter: 'applications:day', key: `${openingId}/${personId}`, windowStart };
    if (await LimitCounters.take(tx, { ...day, by: 1, limit: applicationsPerDay })) return;
    throw appliedTooOften(Math.ceil((windowStart.getTime() + dayMs - at.getTime()) / 1000));
  }

  private async tellReceived(
    tx: Tx,
    application: ApplicationEntity,
    duplicate: boolean,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    const { id: applicationId, openingId, personId } = application;
    const data = { applicationId, openingId, personId, duplicate };
    await this.events.append(tx, applicationReceived, { subject: `application/${applicationId}`, data, context, at });
  }
}

/** `US` of `US-IL`. */
function countryOf(region: string): string {
  return region.slice(0, 2);
}

export function isApplicantOf(application: ApplicationEntity, { actor }: CallContext): boolean {
  return (
    actor.kind === 'applicant' &&
    actor.id === application.personId &&
    application.stage !== 'unverified' &&
    application.stage !== 'expired'
  );
}

function newApplication(opening: OpeningEntity, input: ApplyInput, at: Date): ApplicationEntity {
  return {
    id: newId('app'),
    openingId: opening.id,
    personId: input.personId,
    stage: 'unverified',
    region: input.region,
    language: input.language,
    requirements: opening.requirements,
    jurisdictions: [...new Set([...opening.places, input.region])],
    version: 1,
    createdAt: at,
    submittedAt: null,
    ...{ evaluatedAt: null, decisionDueAt: null, withdrawnAt: null },
  };
}
