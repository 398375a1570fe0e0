import { ReadLog } from '@guildhall/audit';
import { Database, runOnce } from '@guildhall/database';
import { type CallContext, type Empty, hasRole, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import {
  getPayoutChain,
  getRemittance,
  getTrialBalance,
  listMyPayouts,
  listPayouts,
  type Payout,
  type PayoutChain,
  type PayoutPage,
  type PayoutRef,
  type PayRunPayoutsQuery,
  type ReissuePayoutInput,
  type Remittance,
  reissuePayout,
  type TrialBalance,
} from '@guildhall/messages/payroll';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { requireContractor, requireFinance } from '../access/finance-access.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { payRunNotFound } from '../payrun/pay-run.errors.js';
import { PayRunRepository } from '../payrun/pay-run.repository.js';
import { ChainRepository } from './chain.repository.js';
import type { PayoutEntity } from './payout.entity.js';
import { payoutNotFound } from './payout.errors.js';
import { PayoutRepository } from './payout.repository.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { PayoutReissue } from './payout-reissue.service.js';
import { payoutView } from './payout-view.js';
import { RemittanceService } from './remittance.service.js';

@Controller()
export class PayoutRpcController {
  constructor(
    private readonly database: Database,
    private readonly payouts: PayoutRepository,
    private readonly runs: PayRunRepository,
    private readonly files: PayoutFileRepository,
    private readonly chains: ChainRepository,
    private readonly ledger: LedgerRepository,
    private readonly remittances: RemittanceService,
    private readonly reissues: PayoutReissue,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(listMyPayouts)
  async listMine(input: PageQuery, context: CallContext): Promise<PayoutPage> {
    return await this.page(input, { personId: requireContractor(context) });
  }

  @HandleRpc(listPayouts)
  async list(input: PayRunPayoutsQuery, context: CallContext): Promise<PayoutPage> {
    requireFinance(context);
    if (!(await this.runs.find(input.payRunId))) throw payRunNotFound();
    await this.reads.note('payouts.read', input.payRunId, context);
    return await this.page(input, { runId: input.payRunId });
  }

  @HandleRpc(reissuePayout)
  async reissue(input: ReissuePayoutInput, context: CallContext): Promise<Payout> {
    return await runOnce(
      this.database,
      context,
      async (tx) => payoutView((await this.payouts.find(await this.reissues.reissue(tx, input, context), tx))!),
      { kind: 'money' },
    );
  }

  @HandleRpc(getPayoutChain)
  async chain({ payoutId }: PayoutRef, context: CallContext): Promise<PayoutChain> {
    const payout = await this.requireVisible(payoutId, context);
    const file = payout.fileId === null ? null : await this.files.find(payout.fileId);
    return {
      payout: payoutView(payout),
      lines: await this.chains.linesOf(payoutId),
      postings: await this.ledger.postingsOf(payoutId),
      file: file && { id: file.id, sha256: file.maskedSha256, traceNumber: payout.traceNumber },
      bankLine: payout.bankLine,
    };
  }

  @HandleRpc(getRemittance)
  async remittance({ payoutId }: PayoutRef, context: CallContext): Promise<Remittance> {
    return await this.remittances.of(await this.requireVisible(payoutId, context), context);
  }

  @HandleRpc(getTrialBalance)
  async trialBalance(_: Empty, context: CallContext): Promise<TrialBalance> {
    requireFinance(context);
    const accounts = await this.ledger.balances();
    const totals = new Map<string, bigint>();
    for (const { currency, balanceMinor } of accounts) {
      totals.set(currency, (totals.get(currency) ?? 0n) + BigInt(balanceMinor));
    }
    return {
      accounts,
      totals: [...totals].map(([currency, balance]) => ({ currency, balanceMinor: balance.toString() })),
    };
  }

  private async page(input: PageQuery, filter: { personId?: string; runId?: string }): Promise<PayoutPage> {
    const { limit, after } = idCursor('pyt', input);
    return pageOf((await this.payouts.list(filter, limit + 1, after)).map(payoutView), limit);
  }

  /** One's own, or any for finance; another's answers like none. */
  private async requireVisible(payoutId: string, context: CallContext): Promise<PayoutEntity> {
    const { actor } = context;
    const payout = await this.payouts.find(payoutId);
    const isOwn = actor.kind === 'applicant' && payout?.personId === actor.id;
    if (!payout || !(isOwn || hasRole(actor, 'finance', 'admin'))) {
      throw payoutNotFound();
    }
    await this.reads.note('payout.read', payoutId, context);
    return payout;
  }
}
