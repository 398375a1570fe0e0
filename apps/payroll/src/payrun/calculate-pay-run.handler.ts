import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { Inject, Injectable } from '@nestjs/common';
import { payFor } from '../money/pay.js';
import { holdReasonOf } from '../onboarding/readiness.js';
import { ReadinessRepository } from '../onboarding/readiness.repository.js';
import type { PayRunEntity } from './pay-run.entity.js';
import { type CalculatePayRunPayload, calculatePayRunJob } from './pay-run.jobs.js';
import { PayRunRepository } from './pay-run.repository.js';

const peopleAtOnce = 1_000;

/** Works out a run in pieces, each in a transaction of its own; a restart goes on with the first person not yet worked out. */
@Injectable()
export class CalculatePayRunHandler {
  constructor(
    private readonly database: Database,
    private readonly runs: PayRunRepository,
    private readonly readiness: ReadinessRepository,
    private readonly faultPoints: FaultPoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(calculatePayRunJob)
  async calculate({ payRunId, calculation }: CalculatePayRunPayload, run: JobRun): Promise<void> {
    for (;;) {
      run.signal.throwIfAborted();
      const isDone = await this.database.transaction(async (tx) => {
        const payRun = await this.runs.lock(tx, payRunId);
        if (payRun?.state !== 'draft' || payRun.calculation !== calculation) return true;
        if (await this.addNext(tx, payRun)) return false;
        await run.finish(tx);
        await this.runs.move(tx, payRunId, 'calculate', { snapshotSha256: await this.runs.snapshotOf(tx, payRunId) });
        return true;
      });
      if (isDone) break;
    }
    await this.faultPoints.reached('calculate-committed');
  }

  private async addNext(tx: Tx, payRun: PayRunEntity): Promise<boolean> {
    const payable = await this.runs.nextPayable(tx, payRun, peopleAtOnce);
    if (payable.length === 0) return false;
    const readiness = await this.readiness.of([...new Set(payable.map(({ personId }) => personId))], tx);
    const now = this.clock.now();
    const lines = payable.map((line) => {
      const person = readiness.get(line.personId);
      return {
        ...line,
        amountMinor: payFor(BigInt(line.seconds), line.rateMinor),
        holdReason: person ? holdReasonOf(person, now) : ('tax_form_missing' as const),
      };
    });
    // Another run may be reading the same lines.
    await this.faultPoints.reached('calculate');
    await this.runs.addLines(tx, payRun, lines);
    await this.runs.advance(tx, payRun.id, payable.at(-1)!.personId);
    return true;
  }
}
