import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import type { CallContext } from '@guildhall/messages/contract';
import { payoutReturned, payoutSettled } from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import { accounts } from '../ledger/accounts.js';
import { type JournalEntry, movement } from '../ledger/journal-entry.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { PayRunRepository } from '../payrun/pay-run.repository.js';
import type { BankLine } from './bank.js';
import { BankExceptions } from './bank-exceptions.service.js';
import { type Matched, type PayoutsByTrace, type readReturns, sortLines, sortReturns } from './bank-news.js';
import type { PayoutEntity, PayoutFileEntity } from './payout.entity.js';
import { PayoutRepository } from './payout.repository.js';
import { doneStates, finalStates } from './payout.states.js';
import { PayoutFileRepository } from './payout-file.repository.js';

/** What the bank says of a file's payments, taken over once each: the states decide, so a repeat changes nothing. */
@Injectable()
export class PayoutOutcomes {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly files: PayoutFileRepository,
    private readonly runs: PayRunRepository,
    private readonly ledger: LedgerRepository,
    private readonly events: EventLog,
    private readonly exceptions: BankExceptions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the statement says of a file's payments. */
  async applyLines(tx: Tx, file: PayoutFileEntity, lines: readonly BankLine[], context: CallContext): Promise<void> {
    if (lines.length === 0) return;
    const { matched, misfits } = sortLines(lines, await this.lockedPayouts(tx, file));
    const ofKind = (kind: BankLine['kind']) => matched.filter(({ news }) => news.kind === kind);
    await this.settle(tx, file, ofKind('settled'), context);
    await this.reject(tx, ofKind('rejected'), context);
    await this.exceptions.keep(tx, file.id, misfits, context);
  }

  /** What came back. @returns whether the bank has said of every payment what became of it */
  async applyReturns(
    tx: Tx,
    file: PayoutFileEntity,
    returns: ReturnType<typeof readReturns>,
    context: CallContext,
  ): Promise<boolean> {
    const { matched, misfits } = sortReturns(returns.entries, await this.lockedPayouts(tx, file));
    for (const { payout, news } of matched) await this.takeBack(tx, payout, news.code, context);
    await this.exceptions.keep(tx, file.id, [...returns.misfits, ...misfits], context);
    return await this.conclude(tx, file);
  }

  private async lockedPayouts(tx: Tx, { id, runId }: PayoutFileEntity): Promise<PayoutsByTrace> {
    await this.runs.lock(tx, runId);
    return new Map((await this.payouts.ofFile(id, tx)).map((payout) => [payout.traceNumber, payout]));
  }

  private async settle(
    tx: Tx,
    { runId }: PayoutFileEntity,
    settled: Matched<BankLine>[],
    context: CallContext,
  ): Promise<void> {
    const at = this.clock.now();
    const ids = settled.map(({ payout }) => payout.id);
    const moved = await this.payouts.moveAll(tx, ids, 'settle', { settledAt: at });
    const fresh = settled.filter(({ payout }) => moved.has(payout.id));
    if (fresh.length === 0) return;
    await this.payouts.noteBankLines(
      tx,
      fresh.map(({ payout, news }) => ({ id: payout.id, bankLine: news.id })),
    );
    const entries = fresh.map(({ payout }) =>
      moneyMoved('settle', payout, { debit: accounts.clearing, credit: accounts.cash }),
    );
    await this.ledger.post(tx, entries, at);
    await this.payouts.payTimesheets(
      tx,
      runId,
      fresh.map(({ payout }) => payout.personId),
    );
    const news = fresh.map(({ payout }) => ({ subject: `payout/${payout.id}`, data: factOf(payout) }));
    await this.events.appendAll(tx, payoutSettled, news, { context, at });
  }

  private async reject(tx: Tx, rejected: Matched<BankLine>[], context: CallContext): Promise<void> {
    for (const { payout, news } of rejected) {
      const moved = await this.payouts.moveAll(tx, [payout.id], 'reject');
      if (moved.size === 0) continue;
      await this.payouts.noteBankLines(tx, [{ id: payout.id, bankLine: news.id }]);
      await this.owedAgain(tx, payout, 'rejected_by_bank', context);
    }
  }

  private async takeBack(tx: Tx, payout: PayoutEntity, code: string, context: CallContext): Promise<void> {
    const wasSettled = (await this.payouts.moveAll(tx, [payout.id], 'returnAfter')).size === 1;
    if (!wasSettled && (await this.payouts.moveAll(tx, [payout.id], 'returnBefore')).size === 0) return;
    await this.payouts.noteReturnCode(tx, payout.id, code);
    if (wasSettled) {
      const back = moneyMoved('unsettle', payout, { debit: accounts.cash, credit: accounts.clearing });
      await this.ledger.post(tx, [back], this.clock.now());
    }
    await this.owedAgain(tx, payout, code, context);
  }

  private async owedAgain(tx: Tx, payout: PayoutEntity, reasonCode: string, context: CallContext): Promise<void> {
    const at = this.clock.now();
    const owed = accounts.payable(payout.personId);
    await this.ledger.post(tx, [moneyMoved('return', payout, { debit: accounts.clearing, credit: owed })], at);
    const data = { ...factOf(payout), reasonCode };
    await this.events.append(tx, payoutReturned, { subject: `payout/${payout.id}`, data, context, at });
  }

  private async conclude(tx: Tx, file: PayoutFileEntity): Promise<boolean> {
    const payouts = await this.payouts.ofFile(file.id, tx);
    const isFinal = ({ state }: PayoutEntity) => finalStates.some((final) => final === state);
    if (!payouts.every(isFinal)) return false;
    await this.files.move(tx, file.id, 'finish');
    const states = await this.payouts.statesOf(tx, file.runId);
    const isSettled = [...states.keys()].every((state) => doneStates.some((done) => done === state));
    await this.runs.move(tx, file.runId, isSettled ? 'settle' : 'settlePartly');
    return true;
  }
}

function moneyMoved(kind: string, payout: PayoutEntity, way: { debit: string; credit: string }): JournalEntry {
  const { id, amountMinor, currency } = payout;
  return movement({ key: `${kind}:${id}`, kind, subject: id }, { ...way, amountMinor, currency });
}

function factOf({ id: payoutId, runId: payRunId, personId }: PayoutEntity) {
  return { payoutId, payRunId, personId };
}
