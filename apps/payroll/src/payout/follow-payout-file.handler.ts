import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun, PutOff, RetryLater } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { PAYROLL_CONFIG, PayrollConfig } from '../payroll.config.js';
import { BankOutcomeUnknown } from './bank.js';
import { readReturns } from './bank-news.js';
import { HttpBank } from './http-bank.js';
import { followPayoutFile, type PayoutFilePayload } from './payout.jobs.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { PayoutOutcomes } from './payout-outcomes.js';

const dayMs = 86_400_000;
/** Most returns come within two banking days; somebody who says the payment was not theirs has longer. */
const watchedForMs = 7 * dayMs;
const askAgainMs = 2_000;

/** Asks the bank until it has said of each payment what became of it, and once a day for a week after that. */
@Injectable()
export class FollowPayoutFileHandler {
  constructor(
    private readonly database: Database,
    private readonly files: PayoutFileRepository,
    private readonly outcomes: PayoutOutcomes,
    private readonly bank: HttpBank,
    private readonly faultPoints: FaultPoints,
    @Inject(PAYROLL_CONFIG) private readonly config: PayrollConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(followPayoutFile)
  async follow({ fileId }: PayoutFilePayload, run: JobRun): Promise<void> {
    const file = await this.files.find(fileId);
    if (!file?.submittedAt) return;
    // What arrived is booked first: it must not wait for a file of returns that is late, or cannot be read.
    const lines = await this.ask(() => this.bank.linesOf(fileId, run.signal));
    if (lines.length > 0) {
      await this.faultPoints.reached('settle');
      await this.database.transaction((tx) => this.outcomes.applyLines(tx, file, lines, run.context));
    }
    const returns = readReturns(await this.ask(() => this.bank.returnsOf(fileId, run.signal)));
    if (lines.length === 0 && returns.entries.length > 0) await this.faultPoints.reached('settle');
    const isOver = await this.database.transaction(async (tx) => {
      const allSaid = await this.outcomes.applyReturns(tx, file, returns, run.context);
      const watched = this.clock.now().getTime() - file.submittedAt!.getTime() > watchedForMs;
      if (allSaid && watched) await run.finish(tx);
      return { allSaid, watched };
    });
    if (lines.length + returns.entries.length > 0) await this.faultPoints.reached('settle-committed');
    const now = this.clock.now().getTime();
    if (!isOver.allSaid) {
      throw new PutOff('The bank has not said of every payment.', new Date(now + this.config.bankPollSeconds * 1_000));
    }
    if (!isOver.watched) throw new PutOff('Money may still come back.', new Date(now + dayMs));
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      if (!(error instanceof BankOutcomeUnknown)) throw error;
      throw new RetryLater(error.message, askAgainMs, { cause: error });
    }
  }
}
