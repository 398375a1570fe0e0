import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { HandleJob, type JobRun, Jobs } from '@guildhall/jobs';
import { type CallContext, newId } from '@guildhall/messages/contract';
import { type HoldReason, payoutHeld } from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import { owedAccount } from '../ledger/accounts.js';
import { movement } from '../ledger/journal-entry.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { largestEntryMinor } from '../nacha/nacha-writer.js';
import { type PersonJobPayload, reassessPayouts } from '../onboarding/onboarding.jobs.js';
import { holdReasonOf } from '../onboarding/readiness.js';
import { type PersonReadiness, ReadinessRepository } from '../onboarding/readiness.repository.js';
import { filePayRun } from '../payrun/pay-run.jobs.js';
import type { PayoutEntity } from './payout.entity.js';
import { PayoutRepository, type WaitingPayout } from './payout.repository.js';

/** What waits, why, and when it need not wait any more. Nothing is dropped: held money has an account of its own. */
@Injectable()
export class PayoutHolds {
  constructor(
    private readonly database: Database,
    private readonly payouts: PayoutRepository,
    private readonly readiness: ReadinessRepository,
    private readonly ledger: LedgerRepository,
    private readonly events: EventLog,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Something of a person's checklist has changed, or the time of a new account is over. */
  @HandleJob(reassessPayouts)
  async reassess({ personId }: PersonJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.payWhatIsReady(tx, personId, run.context);
    });
  }

  /** Looks at everything of a person that waits, and has filed what need not. */
  async payWhatIsReady(tx: Tx, personId: string, context: CallContext): Promise<void> {
    const ready = await this.look(tx, { personId }, context);
    const runIds = [...new Set(ready.map(({ payout }) => payout.runId))].sort();
    for (const payRunId of runIds) await this.jobs.enqueue(tx, filePayRun, { payRunId }, { context });
  }

  /** @returns the payouts that can be paid now, with what they are paid by */
  async look(
    tx: Tx,
    of: { runId: string } | { personId: string },
    context: CallContext,
  ): Promise<{ payout: WaitingPayout; methodId: string }[]> {
    const waiting = await this.payouts.lockWaiting(tx, of);
    const people = await this.readiness.of([...new Set(waiting.map(({ personId }) => personId))], tx);
    const now = this.clock.now();
    const ready: { payout: WaitingPayout; methodId: string }[] = [];
    for (const payout of waiting) {
      const person = people.get(payout.personId);
      const reason = holdOf(person, now) ?? amountHold(payout);
      if (reason !== payout.holdReason) await this.change(tx, payout, reason, context);
      if (reason === null) ready.push({ payout, methodId: person!.payoutMethodId! });
    }
    return ready;
  }

  private async change(tx: Tx, payout: WaitingPayout, reason: HoldReason | null, context: CallContext): Promise<void> {
    const { id, personId, currency, amountMinor } = payout;
    await this.payouts.setHold(tx, id, reason);
    const what = { key: `hold:${id}:${newId('jnl')}`, kind: reason === null ? 'release' : 'hold', subject: id };
    const debit = owedAccount(personId, payout.holdReason);
    const credit = owedAccount(personId, reason);
    await this.ledger.post(tx, [movement(what, { debit, credit, amountMinor, currency })], this.clock.now());
    if (reason !== null) await this.tellHeld(tx, [{ ...payout, holdReason: reason }], context);
  }

  async tellHeld(tx: Tx, held: readonly HeldPayout[], context: CallContext): Promise<void> {
    const news = held.map(({ id: payoutId, runId: payRunId, personId, holdReason }) => ({
      subject: `payout/${payoutId}`,
      data: { payoutId, payRunId, personId, reasonCode: holdReason },
    }));
    await this.events.appendAll(tx, payoutHeld, news, { context, at: this.clock.now() });
  }
}

/** No entry of a file can say more; left in, it would keep the file of everybody from being written. */
function amountHold({ amountMinor }: WaitingPayout): HoldReason | null {
  return amountMinor > largestEntryMinor ? 'amount_too_large' : null;
}

export type HeldPayout = Pick<PayoutEntity, 'id' | 'runId' | 'personId'> & { holdReason: HoldReason };

export function holdOf(person: PersonReadiness | undefined, now: Date): HoldReason | null {
  return person ? holdReasonOf(person, now) : 'tax_form_missing';
}
