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
import type { PayoutEntity, PayoutFileEntity } from './payout.entity.js';
import { PayoutRepository } from './payout.repository.js';
import { doneStates, finalStates } from './payout.states.js';
import { individualIdOf } from './payout-file.js';
import { PayoutFileRepository } from './payout-file.repository.js';

export interface ReturnedPayment {
  individualId: string;
  traceNumber: string;
  /** `R01` and so on. */
  code: string;
}

/** What the bank says of a file's payments, taken over once each: the states decide, so a repeat changes nothing. */
@Injectable()
export class PayoutOutcomes {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly files: PayoutFileRepository,
    private readonly runs: PayRunRepository,
    private readonly ledger: LedgerRepository,
    private readonly events: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns whether the bank has said of every payment what became of it */
  async apply(
    tx: Tx,
    file: PayoutFileEntity,
    lines: readonly BankLine[],
    returns: readonly ReturnedPayment[],
    context: CallContext,
  ): Promise<boolean> {
    await this.runs.lock(tx, file.runId);
    const payouts = await this.payouts.ofFile(file.id, tx);
    const byTrace = new Map(payouts.map((payout) => [payout.traceNumber, payout]));
    await this.settle(tx, file, linesOf(lines, 'settled', byTrace), context);
    await this.reject(tx, linesOf(lines, 'rejected', byTrace), context);
    for (const { traceNumber, individualId, code } of returns) {
      const payout = byTrace.get(traceNumber);
      // Trace numbers repeat from file to file, our own id does not.
      if (payout && individualIdOf(payout.id) === individualId) await this.takeBack(tx, payout, code, context);
    }
    return await this.conclude(tx, file);
  }

  private async settle(tx: Tx, { runId }: PayoutFileEntity, settled: Matched[], context: CallContext): Promise<void> {
    const at = this.clock.now();
    const ids = settled.map(({ payout }) => payout.id);
    const moved = await this.payouts.moveAll(tx, ids, 'settle', { settledAt: at });
    const fresh = settled.filter(({ payout }) => moved.has(payout.id));
    if (fresh.length === 0) return;
    await this.payouts.noteBankLines(
      tx,
      fresh.map(({ payout, line }) => ({ id: payout.id, bankLine: line.id })),
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

  private async reject(tx: Tx, rejected: Matched[], context: CallContext): Promise<void> {
    for (const { payout, line } of rejected) {
      const moved = await this.payouts.moveAll(tx, [payout.id], 'reject');
      if (moved.size === 0) continue;
      await this.payouts.noteBankLines(tx, [{ id: payout.id, bankLine: line.id }]);
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

interface Matched {
  payout: PayoutEntity;
  line: BankLine;
}

/** Lines that name a payment of the file with its amount; what else a statement holds is for others. */
function linesOf(
  lines: readonly BankLine[],
  kind: BankLine['kind'],
  byTrace: ReadonlyMap<string | null, PayoutEntity>,
): Matched[] {
  return lines.flatMap((line) => {
    const payout = line.kind === kind ? byTrace.get(line.traceNumber) : undefined;
    return payout && BigInt(line.amountMinor) === payout.amountMinor ? [{ payout, line }] : [];
  });
}

function moneyMoved(kind: string, payout: PayoutEntity, way: { debit: string; credit: string }): JournalEntry {
  const { id, amountMinor, currency } = payout;
  return movement({ key: `${kind}:${id}`, kind, subject: id }, { ...way, amountMinor, currency });
}

function factOf({ id: payoutId, runId: payRunId, personId }: PayoutEntity) {
  return { payoutId, payRunId, personId };
}
