import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { EventLog } from '@guildhall/event-log';
import {
  applicationAdvanced,
  applicationHeld,
  applicationNotSelected,
  type DecideInput,
  decisionReasonCodes,
} from '@guildhall/messages/applicants';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { APPLICANTS_CONFIG, ApplicantsConfig } from '../applicants.config.js';
import type { ApplicationEntity, DecisionEntity } from './application.entity.js';
import { applicationWrongStage, versionConflict } from './application.errors.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService } from './application.service.js';
import { decisionDueAt } from './decision-promise.js';

const eventOf = { advance: applicationAdvanced, hold: applicationHeld, not_select: applicationNotSelected } as const;

/** People decide, by name and with a reason; nothing here is ever done by a program. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly service: ApplicationService,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    @Inject(APPLICANTS_CONFIG) private readonly config: ApplicantsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async decide(tx: Tx, application: ApplicationEntity, input: DecideInput, context: CallContext): Promise<void> {
    if (context.actor.kind !== 'staff')
      throw new AppError('not_allowed', 'Only a person decides about an application.');
    requireReasonOf(input.kind, input.reasonCode);
    if (application.version !== input.expectedVersion) throw versionConflict(application);
    const at = this.clock.now();
    // Who puts somebody off owes them a word again; any other decision is the one that was owed.
    const owed = { decisionDueAt: input.kind === 'hold' ? decisionDueAt(at, this.config.decisionDays) : null };
    if (!(await this.applications.move(tx, application.id, input.kind, owed))) {
      throw applicationWrongStage(application, `it cannot be decided as "${input.kind}" now.`);
    }
    const decision: DecisionEntity = {
      id: newId('dec'),
      applicationId: application.id,
      kind: input.kind,
      reasonCode: input.reasonCode,
      note: input.note ?? null,
      decidedBy: context.actor.id,
      decidedAt: at,
    };
    await this.applications.addDecision(tx, decision);
    await this.service.watchPromise(tx, application.id, owed, context);
    await this.service.tellStage(tx, application, input.kind, context);
    const { id: applicationId, openingId, personId } = application;
    const { id: decisionId, reasonCode, decidedBy } = decision;
    const data = { applicationId, openingId, personId, decisionId, reasonCode, decidedBy };
    await this.events.append(tx, eventOf[input.kind], { subject: `application/${applicationId}`, data, context, at });
    const details = { decisionId, kind: input.kind, reasonCode };
    await this.audit.record(
      tx,
      { action: 'application.decided', subject: applicationId, actor: context.actor, details },
      at,
    );
  }
}

/** @throws AppError `validation_failed` for a reason that belongs to another kind of decision, or to none */
export function requireReasonOf(kind: DecideInput['kind'], reasonCode: string): void {
  const codes: readonly string[] = decisionReasonCodes[kind];
  if (codes.includes(reasonCode)) return;
  const message = `The reason of "${kind}" is one of ${codes.join(', ')}.`;
  throw new AppError('validation_failed', message, { errors: [{ field: 'reasonCode', message }] });
}
