import { Database, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun, Jobs, ParkJob } from '@guildhall/jobs';
import { Injectable } from '@nestjs/common';
import { filePayRun, type PayRunJobPayload } from '../payrun/pay-run.jobs.js';
import { PayRunRepository } from '../payrun/pay-run.repository.js';
import { bankTimeOf } from './bank-days.js';
import type { PayoutFileEntity } from './payout.entity.js';
import { submitPayoutFile } from './payout.jobs.js';
import { PayoutBatching } from './payout-batching.service.js';
import {
  maskedSha256Of,
  type PlannedPayment,
  requireSameAsPlanned,
  UnwritablePayoutFile,
  writePayoutFile,
} from './payout-file.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { PayoutFileContents } from './payout-file-contents.js';

/** What is ready becomes a file: places first, in one transaction; then the bytes, read back before they are released. */
@Injectable()
export class FilePayRunHandler {
  constructor(
    private readonly database: Database,
    private readonly runs: PayRunRepository,
    private readonly files: PayoutFileRepository,
    private readonly batching: PayoutBatching,
    private readonly contents: PayoutFileContents,
    private readonly jobs: Jobs,
    private readonly faultPoints: FaultPoints,
  ) {}

  @HandleJob(filePayRun)
  async file({ payRunId }: PayRunJobPayload, run: JobRun): Promise<void> {
    await this.database.transaction((tx) => this.batching.batch(tx, payRunId, run.context));
    const unfinished = (await this.files.ofRun(payRunId)).filter(({ state }) => state === 'building');
    const built: { file: PayoutFileEntity; content: string }[] = [];
    for (const file of unfinished) built.push({ file, content: await this.buildOrAbandon(file, run) });
    await this.faultPoints.reached('file');
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      for (const { file, content } of built) await this.release(tx, file, content, run);
    });
    await this.faultPoints.reached('file-committed');
  }

  /** @throws ParkJob where the file cannot be written; its payouts are ready again, for when the cause is put right */
  private async buildOrAbandon(file: PayoutFileEntity, run: JobRun): Promise<string> {
    try {
      return written(file, await this.contents.plan(file.id), this.contents);
    } catch (error) {
      if (!(error instanceof UnwritablePayoutFile)) throw error;
      await this.database.transaction((tx) => this.batching.abandon(tx, file, error.message, run.context));
      const next = 'Its payouts are ready again; put the cause right and run the job again.';
      throw new ParkJob(`Payout file ${file.id} cannot be written: ${error.message} ${next}`, { cause: error });
    }
  }

  private async release(tx: Tx, { id: fileId, runId }: PayoutFileEntity, content: string, run: JobRun): Promise<void> {
    const contentToken = await this.contents.seal(tx, fileId, content);
    const maskedSha256 = maskedSha256Of(content);
    if (!(await this.files.move(tx, fileId, 'build', { contentToken, maskedSha256 }))) return;
    await this.runs.move(tx, runId, 'file');
    await this.jobs.enqueue(tx, submitPayoutFile, { fileId }, { context: run.context, key: fileId });
  }
}

/** @throws UnwritablePayoutFile for whatever is wrong: from the same payments nothing else will come */
function written(
  file: PayoutFileEntity,
  payments: readonly PlannedPayment[],
  { origin, timeZone }: Pick<PayoutFileContents, 'origin' | 'timeZone'>,
): string {
  try {
    const content = writePayoutFile(origin, payments, file, bankTimeOf(file.createdAt, timeZone).time);
    requireSameAsPlanned(content, payments);
    const total = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    if (payments.length === file.entries && total === file.totalMinor) return content;
  } catch (cause) {
    throw new UnwritablePayoutFile((cause as Error).message, { cause });
  }
  throw new UnwritablePayoutFile('It does not hold what its run put into it.');
}
