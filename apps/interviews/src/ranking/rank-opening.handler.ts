import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { sha256 } from '../model-client/sha256.js';
import { OpeningSettingsRepository } from '../opening/opening-settings.repository.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { bandedPlaces } from './banded-places.js';
import { type RankOpeningPayload, rankOpening } from './rank-opening.job.js';
import type { RankingEntryEntity } from './ranking.entities.js';
import { type RankableResult, RankingRepository } from './ranking.repository.js';
import { ScorecardSummaryRepository } from './scorecard-summary.repository.js';

@Injectable()
export class RankOpeningHandler {
  constructor(
    private readonly database: Database,
    private readonly rankings: RankingRepository,
    private readonly summaries: ScorecardSummaryRepository,
    private readonly openings: OpeningSettingsRepository,
    private readonly plans: PlanRepository,
    private readonly faultPoints: FaultPoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(rankOpening)
  async rank({ openingId }: RankOpeningPayload, run: JobRun): Promise<void> {
    await this.faultPoints.reached('rank');
    await this.completeSummaries(openingId);
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.rankings.lockOpening(tx, openingId);
      const results = await this.rankings.rankable(tx, openingId);
      const inputSha256 = sha256(results.map(({ scorecardId }) => scorecardId).join('\n'));
      while (await this.summaries.completeSome(tx, openingId));
      const newest = await this.rankings.newest(openingId, tx);
      if (newest?.droppedAt === null && newest.inputSha256 === inputSha256) return;
      const ranking = {
        id: newId('rnk'),
        openingId,
        number: (newest?.number ?? 0) + 1,
        inputSha256,
        rankedAt: this.clock.now(),
        droppedAt: null,
      };
      await this.rankings.insert(tx, ranking, entriesOf(ranking.id, results, await this.tieZ(tx, openingId)));
    });
    await this.faultPoints.reached('rank-committed');
  }

  /** After an update of what they hold there may be very many: batch by batch, so that who is stopped in between goes on from there. */
  private async completeSummaries(openingId: string): Promise<void> {
    const some = (tx: Tx) => this.summaries.completeSome(tx, openingId);
    while (await this.database.transaction(some));
  }

  private async tieZ(tx: Tx, openingId: string): Promise<number> {
    const { planVersionId } = await this.openings.require(openingId, tx);
    return (await this.plans.requireVersion(planVersionId, tx)).document.tie.z;
  }
}

/** @param results highest total first, then by id */
function entriesOf(rankingId: string, results: RankableResult[], tieZ: number): RankingEntryEntity[] {
  const sorted = results.map(({ standardError, ...result }) => ({
    ...{ ...result, id: result.scorecardId, se: standardError },
  }));
  return bandedPlaces(sorted, tieZ).map(({ entry, ...place }) => {
    const { applicationId, interviewId, scorecardId } = entry;
    return { rankingId, applicationId, interviewId, scorecardId, ...place };
  });
}
