import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { EventLog } from '@guildhall/event-log';
import { type CreateOpeningInput, openingClosed, openingOpened } from '@guildhall/messages/applicants';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { OpeningEntity } from './opening.entity.js';
import { openingNotFound, openingWrongState } from './opening.errors.js';
import { OpeningRepository } from './opening.repository.js';

const defaultTranscriptCheckHours = 48;

@Injectable()
export class OpeningService {
  constructor(
    private readonly openings: OpeningRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(tx: Tx, input: CreateOpeningInput, context: CallContext): Promise<OpeningEntity> {
    if (context.actor.kind !== 'staff') throw new AppError('not_allowed', 'Only staff make openings.');
    const { payRange } = input;
    if (BigInt(payRange.maximumMinor) < BigInt(payRange.minimumMinor)) {
      const message = 'The most that is paid is less than the least; swap them.';
      throw new AppError('validation_failed', message, { errors: [{ field: 'payRange.maximumMinor', message }] });
    }
    const at = this.clock.now();
    const { title, description, languages, countries, places, requirements, planVersionId, interviewDeadlineDays } =
      input;
    const opening: OpeningEntity = {
      ...{ id: newId('opn'), state: 'draft', title, description, languages, countries, places, requirements },
      payMinimumMinor: BigInt(payRange.minimumMinor),
      payMaximumMinor: BigInt(payRange.maximumMinor),
      payCurrency: payRange.currency,
      ...{ planVersionId, interviewDeadlineDays },
      transcriptCheckHours: input.transcriptCheckHours ?? defaultTranscriptCheckHours,
      aiDailyCapMicros: input.aiDailyCapMicros ?? null,
      requiresBlindReview: input.requiresBlindReview ?? false,
      ...{ version: 1, createdBy: context.actor.id, createdAt: at, openedAt: null, closedAt: null },
    };
    await this.openings.insert(tx, opening);
    await this.openings.addStaff(tx, opening.id, context.actor.id);
    await this.audit.record(tx, { action: 'opening.created', subject: opening.id, actor: context.actor }, at);
    return opening;
  }

  async open(tx: Tx, opening: OpeningEntity, context: CallContext): Promise<void> {
    const at = this.clock.now();
    if (!(await this.openings.move(tx, opening.id, 'open', at))) {
      throw openingWrongState(opening, 'only a draft or a closed one can be opened.');
    }
    const { id: openingId, planVersionId, interviewDeadlineDays, transcriptCheckHours, aiDailyCapMicros } = opening;
    const data = { openingId, planVersionId, interviewDeadlineDays, transcriptCheckHours, aiDailyCapMicros };
    await this.events.append(tx, openingOpened, { subject: `opening/${openingId}`, data, context, at });
    await this.audit.record(tx, { action: 'opening.opened', subject: openingId, actor: context.actor }, at);
  }

  async close(tx: Tx, opening: OpeningEntity, context: CallContext): Promise<void> {
    const at = this.clock.now();
    if (!(await this.openings.move(tx, opening.id, 'close', at))) {
      throw openingWrongState(opening, 'only an open one can be closed.');
    }
    const data = { openingId: opening.id };
    await this.events.append(tx, openingClosed, { subject: `opening/${opening.id}`, data, context, at });
    await this.audit.record(tx, { action: 'opening.closed', subject: opening.id, actor: context.actor }, at);
  }

  async addStaff(tx: Tx, openingId: string, staffId: string, context: CallContext): Promise<void> {
    await this.openings.addStaff(tx, openingId, staffId);
    await this.noteStaff(tx, 'opening.staff_added', openingId, staffId, context);
  }

  /** The last one stays: an opening that nobody is on would be forgotten. */
  async removeStaff(tx: Tx, openingId: string, staffId: string, context: CallContext): Promise<void> {
    if (!(await this.openings.lock(tx, openingId))) throw openingNotFound();
    const staff = await this.openings.staffOf([openingId], tx);
    if (staff.length === 1 && staff[0]!.staffId === staffId) {
      throw new AppError('conflict', 'This is the last member of staff on the opening; add another one first.');
    }
    await this.openings.removeStaff(tx, openingId, staffId);
    await this.noteStaff(tx, 'opening.staff_removed', openingId, staffId, context);
  }

  private async noteStaff(
    tx: Tx,
    action: string,
    openingId: string,
    staffId: string,
    context: CallContext,
  ): Promise<void> {
    const record = { action, subject: openingId, actor: context.actor, details: { staffId } };
    await this.audit.record(tx, record, this.clock.now());
  }
}
