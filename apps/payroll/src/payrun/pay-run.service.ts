import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { Jobs } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import {
  type ApprovePayRunInput,
  type CreatePayRunInput,
  payRunApproved,
  payRunClosed,
} from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import { requireFinance } from '../access/finance-access.js';
import { unfit } from '../onboarding/onboarding.errors.js';
import { PayoutRepository } from '../payout/payout.repository.js';
import type { PayRunEntity } from './pay-run.entity.js';
import { ownPayRun, payRunNotFound, payRunWrongState, snapshotOutdated } from './pay-run.errors.js';
import { bookPayRun, calculatePayRunJob } from './pay-run.jobs.js';
import { PayRunRepository } from './pay-run.repository.js';

const approvalsNeeded = 2;

/** What people do with a pay run. What follows from it, jobs do. */
@Injectable()
export class PayRunService {
  constructor(
    private readonly runs: PayRunRepository,
    private readonly payouts: PayoutRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(tx: Tx, input: CreatePayRunInput, context: CallContext): Promise<string> {
    const createdBy = requireFinance(context);
    const { periodStart, periodEnd, currency } = input;
    if (periodEnd < periodStart) throw unfit('periodEnd', 'periodEnd is not before periodStart');
    const run: PayRunEntity = {
      ...{ id: newId('run'), state: 'draft', currency, periodStart, periodEnd, createdBy, calculation: 0 },
      ...{ calculatedThrough: null, snapshotSha256: null, createdAt: this.clock.now() },
    };
    await this.runs.insert(tx, run);
    await this.note(tx, 'pay_run.created', run.id, context);
    return run.id;
  }

  /** Begins anew: the lines go back, and approvals of what was calculated before count no more. */
  async calculate(tx: Tx, payRunId: string, context: CallContext): Promise<void> {
    requireFinance(context);
    const run = await this.require(tx, payRunId);
    const calculation = run.calculation + 1;
    const changes = { calculation, calculatedThrough: null, snapshotSha256: null };
    if (!(await this.runs.move(tx, payRunId, 'recalculate', changes))) {
      throw payRunWrongState(run, 'what is approved is not calculated anew.');
    }
    await this.runs.dropLines(tx, payRunId);
    await this.note(tx, 'pay_run.calculated', payRunId, context, { calculation });
    await this.jobs.enqueue(
      tx,
      calculatePayRunJob,
      { payRunId, calculation },
      { context, key: `${payRunId}:${calculation}` },
    );
  }

  /** The second approval sets the run going. */
  async approve(tx: Tx, { payRunId, snapshotSha256 }: ApprovePayRunInput, context: CallContext): Promise<void> {
    const approvedBy = requireFinance(context);
    const run = await this.require(tx, payRunId);
    if (run.createdBy === approvedBy) throw ownPayRun(payRunId);
    if (run.state !== 'calculated') throw payRunWrongState(run, 'only what is calculated can be approved.');
    if (run.snapshotSha256 !== snapshotSha256) throw snapshotOutdated(payRunId);
    const { lines } = await this.runs.figuresOf(payRunId, tx);
    if (lines === 0) throw payRunWrongState(run, 'there is nothing in it to be paid; close it.');
    const at = this.clock.now();
    const { calculation } = run;
    await this.runs.approve(tx, { runId: payRunId, calculation, approvedBy, snapshotSha256, approvedAt: at });
    await this.note(tx, 'pay_run.approved', payRunId, context, { calculation, snapshotSha256 });
    if ((await this.runs.approvalsOf(run, tx)).length < approvalsNeeded) return;
    await this.runs.move(tx, payRunId, 'approve');
    await this.tell(tx, payRunApproved, payRunId, context);
    await this.jobs.enqueue(tx, bookPayRun, { payRunId }, { context, key: payRunId });
  }

  async close(tx: Tx, payRunId: string, context: CallContext): Promise<void> {
    requireFinance(context);
    const run = await this.require(tx, payRunId);
    const open = await this.payouts.openOf(tx, payRunId);
    if (open > 0)
      throw payRunWrongState(
        run,
        `${open} of its payouts wait, are on their way, or came back and have to be reissued.`,
      );
    const isEmpty = run.state === 'calculated' && (await this.runs.figuresOf(payRunId, tx)).lines === 0;
    if (!(await this.runs.move(tx, payRunId, isEmpty ? 'closeEmpty' : 'close'))) {
      throw payRunWrongState(run, 'it is closed when everything of it was paid, or when there is nothing in it.');
    }
    await this.note(tx, 'pay_run.closed', payRunId, context);
    await this.tell(tx, payRunClosed, payRunId, context);
  }

  private async require(tx: Tx, payRunId: string): Promise<PayRunEntity> {
    const run = await this.runs.lock(tx, payRunId);
    if (!run) throw payRunNotFound();
    return run;
  }

  private async tell(tx: Tx, news: typeof payRunApproved, payRunId: string, context: CallContext): Promise<void> {
    const at = this.clock.now();
    await this.events.append(tx, news, { subject: `payrun/${payRunId}`, data: { payRunId }, context, at });
  }

  private async note(tx: Tx, action: string, subject: string, { actor }: CallContext, details?: object): Promise<void> {
    await this.audit.record(tx, { action, subject, actor, ...(details && { details }) }, this.clock.now());
  }
}
