import { AuditLog } from '@guildhall/audit';
import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { EventLog } from '@guildhall/event-log';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun, Jobs, ParkJob, RetryLater } from '@guildhall/jobs';
import { payoutReturned, payoutSent } from '@guildhall/messages/payroll';
import { Inject, Injectable } from '@nestjs/common';
import { accounts } from '../ledger/accounts.js';
import { movement } from '../ledger/journal-entry.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { filePayRun } from '../payrun/pay-run.jobs.js';
import { PayRunRepository } from '../payrun/pay-run.repository.js';
import { type BankFileStatus, BankOutcomeUnknown } from './bank.js';
import { HttpBank } from './http-bank.js';
import type { PayoutFileEntity } from './payout.entity.js';
import { followPayoutFile, type PayoutFilePayload, submitPayoutFile } from './payout.jobs.js';
import { PayoutRepository } from './payout.repository.js';
import { PayoutBatching } from './payout-batching.service.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { PayoutFileContents } from './payout-file-contents.js';

const askAgainMs = 2_000;

/**
 * Money leaves the house here. `submitting` is committed before the bank is called, so whoever comes after a crash knows that
 * the bank may have the file, and asks. The file goes in under its own id, which a bank takes once: a worker that was paused
 * past its hold and wakes up changes nothing there, and nothing here either, as its late commit is fenced.
 */
@Injectable()
export class SubmitPayoutFileHandler {
  constructor(
    private readonly database: Database,
    private readonly files: PayoutFileRepository,
    private readonly payouts: PayoutRepository,
    private readonly runs: PayRunRepository,
    private readonly contents: PayoutFileContents,
    private readonly batching: PayoutBatching,
    private readonly bank: HttpBank,
    private readonly ledger: LedgerRepository,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly jobs: Jobs,
    private readonly faultPoints: FaultPoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(submitPayoutFile)
  async submit({ fileId }: PayoutFilePayload, run: JobRun): Promise<void> {
    if (!this.bank.isConfigured) throw new ParkJob('No bank is configured; set BANK_URL and run the job again.');
    const file = await this.files.find(fileId);
    if (file?.state !== 'built' && file?.state !== 'submitting') return;
    if (file.state === 'built' && this.batching.isOutdated(file)) return await this.makeAnew(file, run);
    const begun = await this.database.transaction((tx) => this.begin(tx, fileId));
    if (begun === 'never') return;
    await this.faultPoints.reached('bank');
    const status = await this.outcomeOf(file, begun === 'now', run);
    await this.faultPoints.reached('submit');
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      if (status.status === 'accepted') await this.sent(tx, file, run);
      else await this.refused(tx, file, status, run);
    });
    await this.faultPoints.reached('submit-committed');
  }

  /** The bank has never seen the file: what is in it goes into one of today, after another look at what may be paid. */
  private async makeAnew(file: PayoutFileEntity, run: JobRun): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      if (!(await this.batching.abandon(tx, file, 'The day on which it was to pay is over.', run.context))) return;
      await this.jobs.enqueue(tx, filePayRun, { payRunId: file.runId }, { context: run.context });
    });
  }

  /** `never`: the file was given up while this worker slept, and another pays what was in it. */
  private async begin(tx: Tx, fileId: string): Promise<'now' | 'before' | 'never'> {
    if (await this.files.move(tx, fileId, 'beginSubmission')) return 'now';
    return (await this.files.find(fileId, tx))?.state === 'submitting' ? 'before' : 'never';
  }

  private async outcomeOf(file: PayoutFileEntity, isFirst: boolean, run: JobRun): Promise<BankFileStatus> {
    try {
      // An earlier attempt may have got through: the bank knows.
      const known = isFirst ? null : await this.bank.statusOf(file.id, run.signal);
      return known ?? (await this.bank.submit(file.id, await this.contents.open(file), run.signal));
    } catch (error) {
      if (!(error instanceof BankOutcomeUnknown)) throw error;
      throw new RetryLater(`${error.message} It is asked again before anything else.`, askAgainMs, { cause: error });
    }
  }

  private async sent(tx: Tx, { id: fileId, runId }: PayoutFileEntity, run: JobRun): Promise<void> {
    const at = this.clock.now();
    if (!(await this.files.move(tx, fileId, 'submit', { submittedAt: at }))) return;
    const payouts = await this.payouts.ofFile(fileId, tx);
    const moved = await this.payouts.moveAll(
      tx,
      payouts.map(({ id }) => id),
      'send',
      { sentAt: at },
    );
    const sent = payouts.filter(({ id }) => moved.has(id));
    const entries = sent.map(({ id, personId, amountMinor, currency }) =>
      movement(
        { key: `send:${id}`, kind: 'send', subject: id },
        { debit: accounts.payable(personId), credit: accounts.clearing, amountMinor, currency },
      ),
    );
    await this.ledger.post(tx, entries, at);
    await this.runs.move(tx, runId, 'submit');
    const record = { action: 'payout_file.submitted', subject: fileId, actor: run.context.actor };
    await this.audit.record(tx, { ...record, details: { runId, entries: sent.length } }, at);
    const { context } = run;
    await this.jobs.enqueue(tx, followPayoutFile, { fileId }, { context, key: fileId });
    const news = sent.map(({ id: payoutId, personId }) => ({
      subject: `payout/${payoutId}`,
      data: { payoutId, payRunId: runId, personId },
    }));
    await this.events.appendAll(tx, payoutSent, news, { context, at });
  }

  /** Nothing was paid; what is owed stays owed, and a person looks at why. */
  private async refused(tx: Tx, file: PayoutFileEntity, { faults }: BankFileStatus, run: JobRun): Promise<void> {
    if (!(await this.files.move(tx, file.id, 'refuse'))) return;
    const payouts = await this.payouts.ofFile(file.id, tx);
    const moved = await this.payouts.moveAll(
      tx,
      payouts.map(({ id }) => id),
      'refuse',
    );
    await this.runs.move(tx, file.runId, 'settlePartly');
    const at = this.clock.now();
    const record = { action: 'payout_file.refused', subject: file.id, actor: run.context.actor, details: { faults } };
    await this.audit.record(tx, record, at);
    const news = payouts
      .filter(({ id }) => moved.has(id))
      .map(({ id: payoutId, personId }) => ({
        subject: `payout/${payoutId}`,
        data: { payoutId, payRunId: file.runId, personId, reasonCode: 'file_refused' },
      }));
    await this.events.appendAll(tx, payoutReturned, news, { context: run.context, at });
  }
}
