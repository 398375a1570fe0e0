import { ReadLog } from '@guildhall/audit';
import { Database, runOnce, type Tx } from '@guildhall/database';
import { AppError, isAppError } from '@guildhall/errors';
import {
  type DecidedMany,
  type DecideInput,
  type DecideManyInput,
  type DueDecisions,
  decide,
  decideMany,
  listDueDecisions,
  type RefusedDecision,
  type StaffApplication,
} from '@guildhall/messages/applicants';
import { type CallContext, type Empty, hasRole } from '@guildhall/messages/contract';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { OpeningAccess } from '../opening/opening-access.js';
import type { ApplicationEntity } from './application.entity.js';
import { applicationNotFound } from './application.errors.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationAccess, isListed } from './application-access.js';
import { staffApplicationView } from './application-view.js';
import { DecisionService, requireReasonOf } from './decision.service.js';
import { DecisionChecks } from './decision-checks.js';

const mostDue = 50;

/** Decisions by named people, one by one or several alike. */
@Controller()
export class DecisionRpcController {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationRepository,
    private readonly decisions: DecisionService,
    private readonly checks: DecisionChecks,
    private readonly ofStaff: ApplicationAccess,
    private readonly openings: OpeningAccess,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(decide)
  async decide(input: DecideInput, context: CallContext): Promise<StaffApplication> {
    const seen = await this.ofStaff.require(input.applicationId, context);
    const refusal = (await this.checks.refusals([seen], input.kind, context)).get(seen.id);
    return await runOnce(this.database, context, async (tx) => {
      if (refusal) throw refusal;
      const application = await this.applications.lock(tx, input.applicationId);
      if (!application) throw applicationNotFound();
      await this.decisions.decide(tx, application, input, context);
      const decided = (await this.applications.find(input.applicationId, tx))!;
      return staffApplicationView(decided, await this.applications.decisionsOf(input.applicationId, tx));
    });
  }

  /** All in one transaction, so that a repeat finds all of it decided or nothing. */
  @HandleRpc(decideMany)
  async decideMany(input: DecideManyInput, context: CallContext): Promise<DecidedMany> {
    await this.openings.require(input.openingId, context);
    requireReasonOf(input.decision, input.reasonCode);
    const found = (await this.applications.findAll(input.applicationIds)).filter(
      (application) => application.openingId === input.openingId && isListed(application),
    );
    const refusals = await this.checks.refusals(found, input.decision, context);
    return await runOnce(this.database, context, async (tx) => {
      const locked = await this.applications.lockAll(
        tx,
        found.map(({ id }) => id),
      );
      const results = new Map<string, AppError | null>();
      for (const application of locked) {
        const refusal = refusals.get(application.id) ?? (await this.tryOne(tx, application, input, context));
        results.set(application.id, refusal);
      }
      return decidedMany(input.applicationIds, results);
    });
  }

  @HandleRpc(listDueDecisions)
  async listDue(_: Empty, context: CallContext): Promise<DueDecisions> {
    const { actor } = context;
    if (actor.kind !== 'staff') throw new AppError('not_allowed', 'Decisions are owed by staff.');
    const due = await this.applications.decisionsDue(hasRole(actor, 'admin') ? null : actor.id, mostDue);
    const applicationIds = due.map(({ applicationId }) => applicationId);
    await this.reads.note('applications.due_read', actor.id, context, { applicationIds });
    return { data: due.map(({ dueAt, ...decision }) => ({ ...decision, dueAt: dueAt.toISOString() })) };
  }

  /** A refusal comes before anything of its decision is written, so the others go on. */
  private async tryOne(
    tx: Tx,
    application: ApplicationEntity,
    { decision: kind, reasonCode, note }: DecideManyInput,
    context: CallContext,
  ): Promise<AppError | null> {
    const { id: applicationId, version: expectedVersion } = application;
    const input = { applicationId, kind, reasonCode, expectedVersion, ...(note !== undefined && { note }) };
    try {
      await this.decisions.decide(tx, application, input, context);
      return null;
    } catch (thrown) {
      if (isAppError(thrown) && thrown.code === 'application_wrong_stage') return thrown;
      throw thrown;
    }
  }
}

/** In the order in which they were named; an application of another opening is none. */
function decidedMany(applicationIds: readonly string[], results: ReadonlyMap<string, AppError | null>): DecidedMany {
  const refused = applicationIds.flatMap((applicationId): RefusedDecision[] => {
    const refusal = results.has(applicationId) ? results.get(applicationId)! : applicationNotFound();
    return refusal === null ? [] : [{ applicationId, code: refusal.code, detail: refusal.message }];
  });
  return { moved: applicationIds.filter((id) => results.get(id) === null && results.has(id)), refused };
}
