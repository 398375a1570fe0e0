import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { type CallContext, newId } from '@guildhall/messages/contract';
import type { ReissuePayoutInput } from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import { requireFinance } from '../access/finance-access.js';
import { PayRunRepository } from '../payrun/pay-run.repository.js';
import { payoutNotFound, payoutWrongState } from './payout.errors.js';
import { PayoutRepository } from './payout.repository.js';
import { PayoutHolds } from './payout-holds.service.js';
import { payoutKeyOf } from './payout-key.js';

/** What came back is paid again by a payout of its own. The money is owed to the person since it came back, so nothing is booked. */
@Injectable()
export class PayoutReissue {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly runs: PayRunRepository,
    private readonly holds: PayoutHolds,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the id of the new payout */
  async reissue(tx: Tx, { payoutId, reasonCode }: ReissuePayoutInput, context: CallContext): Promise<string> {
    requireFinance(context);
    const found = await this.payouts.find(payoutId, tx);
    if (!found) throw payoutNotFound();
    // Whoever comes at the same time waits here, and finds that the move was made.
    await this.runs.lock(tx, found.runId);
    const old = (await this.payouts.find(payoutId, tx))!;
    if ((await this.payouts.moveAll(tx, [payoutId], 'reissue')).size === 0) throw payoutWrongState(old);
    const { runId, personId, currency, amountMinor } = old;
    const attempt = old.attempt + 1;
    const id = newId('pyt');
    const at = this.clock.now();
    await this.payouts.insertAgain(tx, {
      ...{ id, runId, personId, currency, amountMinor, attempt, replaces: payoutId, createdAt: at },
      ...{ key: payoutKeyOf(runId, personId, currency, attempt), state: 'ready', holdReason: null },
    });
    // Money may come back when its run is long closed.
    await this.runs.move(tx, runId, 'reopen');
    const details = { reasonCode, reissuedAs: id };
    await this.audit.record(tx, { action: 'payout.reissued', subject: payoutId, actor: context.actor, details }, at);
    await this.holds.payWhatIsReady(tx, personId, context);
    return id;
  }
}
