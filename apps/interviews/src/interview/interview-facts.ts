import { AuditLog } from '@guildhall/audit';
import type { Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import type { CallContext, EventDefinition } from '@guildhall/messages/contract';
import type { InterviewFact } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import type { InterviewEntity } from './interview.entity.js';

/** The parts of an event that are not the same for every event of an interview. */
type Extra<P extends InterviewFact> = Omit<P, keyof InterviewFact>;

/** Writes what happened to an interview where others can read it: the event log and the audit log. */
@Injectable()
export class InterviewFacts {
  constructor(
    private readonly events: EventLog,
    private readonly audit: AuditLog,
  ) {}

  /** The event and its audit row, in the transaction of the change that they are about. */
  async publish<P extends InterviewFact>(
    tx: Tx,
    definition: EventDefinition<P>,
    interview: InterviewEntity,
    extra: Extra<P>,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    const ids: InterviewFact = {
      interviewId: interview.id,
      applicationId: interview.applicationId,
      openingId: interview.openingId,
      personId: interview.personId,
    };
    const data = { ...ids, ...extra } as unknown as P;
    await this.events.append(tx, definition, { subject: `interview/${interview.id}`, data, context, at });
    await this.audit.record(
      tx,
      { action: definition.type, subject: interview.id, actor: context.actor, details: { ...extra } },
      at,
    );
  }

  /** For what only an auditor wants to know, such as a read of personal data. */
  async note(
    tx: Tx,
    action: string,
    subject: string,
    context: CallContext,
    at: Date,
    details: object = {},
  ): Promise<void> {
    await this.audit.record(tx, { action, subject, actor: context.actor, details }, at);
  }
}
