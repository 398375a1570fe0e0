import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { PutOff } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { PAYROLL_CONFIG, PayrollConfig } from '../payroll.config.js';
import { PayRunRepository } from '../payrun/pay-run.repository.js';
import { bankTimeOf, nextBusinessDay, startOfDayAfter } from './bank-days.js';
import type { PayoutFileEntity } from './payout.entity.js';
import { PayoutRepository } from './payout.repository.js';
import { traceNumberOf } from './payout-file.js';
import { mostFilesOfDay, PayoutFileRepository } from './payout-file.repository.js';
import { PayoutHolds } from './payout-holds.service.js';

/** Which payouts go into which file, and out of one again that the bank will never see. */
@Injectable()
export class PayoutBatching {
  constructor(
    private readonly runs: PayRunRepository,
    private readonly payouts: PayoutRepository,
    private readonly files: PayoutFileRepository,
    private readonly holds: PayoutHolds,
    private readonly audit: AuditLog,
    @Inject(PAYROLL_CONFIG) private readonly config: PayrollConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Gives everything of a run that is ready a place in a new file. */
  async batch(tx: Tx, payRunId: string, context: CallContext): Promise<void> {
    const payRun = await this.runs.lock(tx, payRunId);
    if (!payRun || payRun.state === 'draft' || payRun.state === 'calculated' || payRun.state === 'closed') return;
    const ready = await this.holds.look(tx, { runId: payRunId }, context);
    if (ready.length === 0) return;
    const fileId = newId('fil');
    const marks = await this.drawMarks(tx, ready.length);
    await this.files.insert(tx, {
      ...{ id: fileId, runId: payRunId, number: await this.files.nextNumber(tx, payRunId), state: 'building' },
      ...{ contentToken: null, maskedSha256: null, entries: ready.length, submittedAt: null, ...marks },
      totalMinor: ready.reduce((sum, { payout }) => sum + payout.amountMinor, 0n),
    });
    const odfi = this.config.achBankRoutingNumber.slice(0, 8);
    const batched = ready.map(({ payout: { id }, methodId }, index) => ({
      ...{ id, methodId, traceNumber: traceNumberOf(odfi, marks.firstSequence + index) },
    }));
    await this.payouts.batch(tx, fileId, batched);
  }

  /** Whether the day on which the money of a file was to arrive is over: a bank refuses it, or pays at a time of its own. */
  isOutdated({ createdOn }: PayoutFileEntity): boolean {
    return bankTimeOf(this.clock.now(), this.config.achBankTimeZone).day > nextBusinessDay(createdOn);
  }

  /** @throws PutOff until the bank's next day where this one has no modifier left: two files alike are one to the bank */
  private async drawMarks(tx: Tx, entries: number) {
    const { achCompanyId: origin, achBankTimeZone } = this.config;
    const createdAt = this.clock.now();
    const { day: createdOn } = bankTimeOf(createdAt, achBankTimeZone);
    const drawn = await this.files.drawMarks(tx, { createdOn, origin, entries });
    if (drawn) return { createdAt, createdOn, origin, ...drawn };
    const message = `On ${createdOn} ${origin} has as many files (${mostFilesOfDay}) or entries as a day can have; the next file is made on the day after.`;
    throw new PutOff(message, startOfDayAfter(createdOn, achBankTimeZone));
  }

  /** @returns whether this call gave the file up; not where the bank may have it */
  async abandon(tx: Tx, { id, runId }: PayoutFileEntity, problem: string, { actor }: CallContext): Promise<boolean> {
    await this.runs.lock(tx, runId);
    if (!(await this.files.move(tx, id, 'abandon'))) return false;
    await this.payouts.unbatch(tx, id);
    const record = { action: 'payout_file.abandoned', subject: id, actor, details: { runId, problem } };
    await this.audit.record(tx, record, this.clock.now());
    return true;
  }
}
