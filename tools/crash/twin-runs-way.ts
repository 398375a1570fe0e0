import type { PayRun } from '@guildhall/messages/payroll';
import type { ApplicantClient } from '../client/applicant.js';
import { runThatIs, workAWeek } from '../client/paid-work.js';
import { type Prover, whenProved } from '../client/step-up.js';
import { fullWeeks } from '../client/working-week.js';
import type { CrashHouse } from './crash-house.js';
import type { CrashWay, WayCounts } from './crash-way.js';
import type { Invariant } from './invariant.js';
import { payInvariants } from './pay-invariants.js';
import { offeredWork, payCounts, payReachWithinMs, signUp } from './pay-way.js';

const calculatedWithinMs = 60_000;

interface MadeRun {
  id: string;
  maker: Prover;
}

/**
 * Two people of finance make a pay run over the same two weeks of the same contractor at once, and everybody asks for
 * everything at once: first for the one line that there is, which one of the runs gets; then, when each has a line, for both
 * to be approved, booked, filed, handed in and settled side by side.
 */
export class TwinRunsWay implements CrashWay {
  readonly reachWithinMs = payReachWithinMs;
  private readonly weeks = fullWeeks(new Date(), 2);

  private constructor(
    private readonly house: CrashHouse,
    private readonly contractor: ApplicantClient,
  ) {}

  static async open(house: CrashHouse, caseName: string): Promise<TwinRunsWay> {
    const [first] = fullWeeks(new Date(), 2);
    return new TwinRunsWay(house, await offeredWork(house, caseName, first!.monday));
  }

  walk(): Promise<void>[] {
    return [this.signAndWork()];
  }

  invariants(): Invariant[] {
    return payInvariants(this.house, this.contractor, { payouts: 2 });
  }

  async counts(): Promise<WayCounts> {
    return await payCounts(this.house, this.contractor);
  }

  async close(): Promise<void> {}

  private async signAndWork(): Promise<void> {
    const { house, contractor, weeks } = this;
    const { maker, approvers } = house.finance;
    const contractId = await signUp(house, contractor);
    await workAWeek(contractor, contractId, maker.api, weeks[0]!.monday);
    const makers = [maker, approvers[0]!];
    const runs = await Promise.all(makers.map((each) => this.make(each)));
    await Promise.all(makers.flatMap(({ api }) => runs.map(({ id }) => api.post(`/v1/pay-runs/${id}/calculate`))));
    const withoutLine = await this.theOneWithoutLine(runs);
    await workAWeek(contractor, contractId, maker.api, weeks[1]!.monday);
    await withoutLine.maker.api.post(`/v1/pay-runs/${withoutLine.id}/calculate`);
    await this.approve(runs);
  }

  private async make(maker: Prover): Promise<MadeRun> {
    const period = { periodStart: this.weeks[0]!.monday, periodEnd: this.weeks[1]!.sunday, currency: 'USD' };
    return { id: (await maker.api.post<PayRun>('/v1/pay-runs', period)).id, maker };
  }

  /** Both are calculated, as often as was asked for, and the line is in one of them. */
  private async theOneWithoutLine(runs: readonly MadeRun[]): Promise<MadeRun> {
    const calculated = await Promise.all(runs.map((run) => this.calculated(run)));
    const lines = calculated.map((run) => run.lines);
    if (lines.toSorted().join() !== '0,1') throw new Error(`Of one line the runs have ${lines.join(' and ')}.`);
    return runs[lines.indexOf(0)]!;
  }

  private async calculated({ id, maker }: MadeRun): Promise<PayRun> {
    return await runThatIs('calculated', maker.api, id, calculatedWithinMs);
  }

  /** By the two who did not make it; all of them at once. */
  private async approve(runs: readonly MadeRun[]): Promise<void> {
    const { maker, approvers } = this.house.finance;
    const made = await Promise.all(runs.map(async (run) => ({ ...run, ...(await this.calculated(run)) })));
    await Promise.all(
      [maker, ...approvers].map((person) =>
        whenProved(person, (api) =>
          Promise.all(
            made
              .filter((run) => run.maker !== person)
              .map(({ id, snapshotSha256 }) => api.post(`/v1/pay-runs/${id}/approve`, { snapshotSha256 })),
          ),
        ),
      ),
    );
  }
}
