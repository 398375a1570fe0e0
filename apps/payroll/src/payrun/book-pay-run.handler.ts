import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun, Jobs, ParkJob } from '@guildhall/jobs';
import { newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { accounts, owedAccount } from '../ledger/accounts.js';
import { movement } from '../ledger/journal-entry.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { ReadinessRepository } from '../onboarding/readiness.repository.js';
import { type NewPayout, PayoutRepository } from '../payout/payout.repository.js';
import { type HeldPayout, holdOf, PayoutHolds } from '../payout/payout-holds.service.js';
import { payoutKeyOf } from '../payout/payout-key.js';
import type { PayRunEntity } from './pay-run.entity.js';
import { bookPayRun, filePayRun, type PayRunJobPayload } from './pay-run.jobs.js';
import { PayRunRepository } from './pay-run.repository.js';

const peopleAtOnce = 1_000;

/** An approved run becomes payouts and postings, in pieces; a restart goes on with those who have none yet. */
@Injectable()
export class BookPayRunHandler {
  constructor(
    private readonly database: Database,
    private readonly runs: PayRunRepository,
    private readonly payouts: PayoutRepository,
    private readonly readiness: ReadinessRepository,
    private readonly holds: PayoutHolds,
    private readonly ledger: LedgerRepository,
    private readonly jobs: Jobs,
    private readonly faultPoints: FaultPoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(bookPayRun)
  async book({ payRunId }: PayRunJobPayload, run: JobRun): Promise<void> {
    await this.faultPoints.reached('approve');
    await this.database.transaction((tx) => this.requireAsApproved(tx, payRunId));
    for (let isDone = false; !isDone; ) {
      run.signal.throwIfAborted();
      isDone = await this.database.transaction(async (tx) => {
        const payRun = await this.runs.lock(tx, payRunId);
        if (payRun && (await this.bookNext(tx, payRun, run))) return false;
        await run.finish(tx);
        await this.conclude(tx, payRunId, run);
        return true;
      });
    }
    await this.faultPoints.reached('approve-committed');
  }

  /** From here on the database lets no line change, so that one look, before anything is owed, is enough. */
  private async requireAsApproved(tx: Tx, payRunId: string): Promise<void> {
    const payRun = await this.runs.lock(tx, payRunId);
    if (!payRun || (await this.runs.snapshotOf(tx, payRunId)) === payRun.snapshotSha256) return;
    throw new ParkJob(
      `Pay run ${payRunId} does not hold what was approved, so nothing of it is booked; find out who changed its lines.`,
    );
  }

  private async conclude(tx: Tx, payRunId: string, { context }: JobRun): Promise<void> {
    await this.payouts.passUnpaidTimesheets(tx, payRunId);
    const hasPayouts = (await this.payouts.statesOf(tx, payRunId)).size > 0;
    if (hasPayouts) await this.jobs.enqueue(tx, filePayRun, { payRunId }, { context });
    else await this.runs.move(tx, payRunId, 'settleWithoutPay');
  }

  private async bookNext(tx: Tx, { id: runId, currency }: PayRunEntity, run: JobRun): Promise<boolean> {
    const unbooked = await this.payouts.unbooked(tx, runId, peopleAtOnce);
    if (unbooked.length === 0) return false;
    const people = await this.readiness.of(
      unbooked.map(({ personId }) => personId),
      tx,
    );
    const at = this.clock.now();
    const payouts = unbooked.map(({ personId, amountMinor }): NewPayout => {
      const holdReason = holdOf(people.get(personId), at);
      const key = payoutKeyOf(runId, personId, currency, 1);
      const state = holdReason === null ? 'ready' : 'held';
      return {
        id: newId('pyt'),
        runId,
        personId,
        currency,
        attempt: 1,
        key,
        amountMinor,
        state,
        holdReason,
        createdAt: at,
      };
    });
    await this.payouts.book(tx, runId, payouts);
    const entries = payouts.map(({ id, personId, holdReason, amountMinor }) =>
      movement(
        { key: `approve:${id}`, kind: 'approve', subject: id },
        { debit: accounts.expense, credit: owedAccount(personId, holdReason), amountMinor, currency },
      ),
    );
    await this.ledger.post(tx, entries, at);
    const held = payouts.filter((payout): payout is NewPayout & HeldPayout => payout.holdReason !== null);
    await this.holds.tellHeld(tx, held, run.context);
    return true;
  }
}
