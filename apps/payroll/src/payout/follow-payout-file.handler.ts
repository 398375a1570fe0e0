import { CLOCK, type Clock } from '@guildhall/clock';
import { Database } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun, PutOff, RetryLater } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { readNacha } from '../nacha/nacha-reader.js';
import { PAYROLL_CONFIG, PayrollConfig } from '../payroll.config.js';
import { type BankLine, BankOutcomeUnknown } from './bank.js';
import { HttpBank } from './http-bank.js';
import { followPayoutFile, type PayoutFilePayload } from './payout.jobs.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { PayoutOutcomes, type ReturnedPayment } from './payout-outcomes.js';

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
    const { lines, returns } = await this.ask(fileId, run);
    const hasNews = lines.length + returns.length > 0;
    if (hasNews) await this.faultPoints.reached('settle');
    const isOver = await this.database.transaction(async (tx) => {
      const allSaid = await this.outcomes.apply(tx, file, lines, returns, run.context);
      const watched = this.clock.now().getTime() - file.submittedAt!.getTime() > watchedForMs;
      if (allSaid && watched) await run.finish(tx);
      return { allSaid, watched };
    });
    if (hasNews) await this.faultPoints.reached('settle-committed');
    const now = this.clock.now().getTime();
    if (!isOver.allSaid) {
      throw new PutOff('The bank has not said of every payment.', new Date(now + this.config.bankPollSeconds * 1_000));
    }
    if (!isOver.watched) throw new PutOff('Money may still come back.', new Date(now + dayMs));
  }

  private async ask(fileId: string, run: JobRun): Promise<{ lines: BankLine[]; returns: ReturnedPayment[] }> {
    try {
      const lines = await this.bank.linesOf(fileId, run.signal);
      const content = await this.bank.returnsOf(fileId, run.signal);
      return { lines, returns: content === null ? [] : returnsIn(content) };
    } catch (error) {
      if (!(error instanceof BankOutcomeUnknown)) throw error;
      throw new RetryLater(error.message, askAgainMs, { cause: error });
    }
  }
}

function returnsIn(content: string): ReturnedPayment[] {
  return readNacha(content).batches.flatMap(({ entries }) =>
    entries.flatMap(({ individualId, return: back }) =>
      back ? [{ individualId, traceNumber: back.originalTraceNumber, code: back.code }] : [],
    ),
  );
}
