import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun, Jobs } from '@guildhall/jobs';
import { newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { PAYROLL_CONFIG, PayrollConfig } from '../payroll.config.js';
import { filePayRun, type PayRunJobPayload } from '../payrun/pay-run.jobs.js';
import { PayRunRepository } from '../payrun/pay-run.repository.js';
import type { PayoutFileEntity } from './payout.entity.js';
import { submitPayoutFile } from './payout.jobs.js';
import { PayoutRepository } from './payout.repository.js';
import { maskedSha256Of, requireSameAsPlanned, traceNumberOf, writePayoutFile } from './payout-file.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { PayoutFileContents } from './payout-file-contents.js';
import { PayoutHolds } from './payout-holds.service.js';

/** What is ready becomes a file: places first, in one transaction; then the bytes, read back before they are released. */
@Injectable()
export class FilePayRunHandler {
  constructor(
    private readonly database: Database,
    private readonly runs: PayRunRepository,
    private readonly payouts: PayoutRepository,
    private readonly files: PayoutFileRepository,
    private readonly contents: PayoutFileContents,
    private readonly holds: PayoutHolds,
    private readonly jobs: Jobs,
    private readonly faultPoints: FaultPoints,
    @Inject(PAYROLL_CONFIG) private readonly config: PayrollConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(filePayRun)
  async file({ payRunId }: PayRunJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction((tx) => this.batch(tx, payRunId, run));
    const unfinished = (await this.files.ofRun(payRunId)).filter(({ state }) => state === 'building');
    const built: { file: PayoutFileEntity; content: string }[] = [];
    for (const file of unfinished) built.push({ file, content: await this.build(file) });
    await this.faultPoints.reached('file');
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      for (const { file, content } of built) await this.release(tx, file, content, run);
    });
    await this.faultPoints.reached('file-committed');
  }

  private async batch(tx: Tx, payRunId: string, run: JobRun): Promise<void> {
    const payRun = await this.runs.lock(tx, payRunId);
    if (!payRun || payRun.state === 'draft' || payRun.state === 'calculated' || payRun.state === 'closed') return;
    const ready = await this.holds.look(tx, { runId: payRunId }, run.context);
    if (ready.length === 0) return;
    const fileId = newId('fil');
    await this.files.insert(tx, {
      ...{ id: fileId, runId: payRunId, number: await this.files.nextNumber(tx, payRunId), state: 'building' },
      ...{
        contentToken: null,
        maskedSha256: null,
        entries: ready.length,
        createdAt: this.clock.now(),
        submittedAt: null,
      },
      totalMinor: ready.reduce((sum, { payout }) => sum + payout.amountMinor, 0n),
    });
    const odfi = this.config.achBankRoutingNumber.slice(0, 8);
    const batched = ready.map(({ payout: { id }, methodId }, index) => ({
      ...{ id, methodId, traceNumber: traceNumberOf(odfi, index + 1) },
    }));
    await this.payouts.batch(tx, fileId, batched);
  }

  private async build(file: PayoutFileEntity): Promise<string> {
    const payments = await this.contents.plan(file.id);
    const content = writePayoutFile(this.contents.origin, payments, { at: file.createdAt, number: file.number });
    requireSameAsPlanned(content, payments);
    const total = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    if (payments.length !== file.entries || total !== file.totalMinor) {
      throw new Error(`Payout file ${file.id} does not hold what its run put into it.`);
    }
    return content;
  }

  private async release(tx: Tx, { id: fileId, runId }: PayoutFileEntity, content: string, run: JobRun): Promise<void> {
    const contentToken = await this.contents.seal(tx, fileId, content);
    const maskedSha256 = maskedSha256Of(content);
    if (!(await this.files.move(tx, fileId, 'build', { contentToken, maskedSha256 }))) return;
    await this.runs.move(tx, runId, 'file');
    await this.jobs.enqueue(tx, submitPayoutFile, { fileId }, { context: run.context, key: fileId });
  }
}
