import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, type Tx } from '@guildhall/database';
import { FaultPoints } from '@guildhall/fault-points';
import { HandleJob, type JobRun } from '@guildhall/jobs';
import { newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import { sha256 } from '../model-client/sha256.js';
import { OpeningSettingsRepository } from '../opening/opening-settings.repository.js';
import { PlanRepository } from '../plan/plan.repository.js';
import { rankBands } from '../scoring/rank-bands.js';
import { type RankOpeningPayload, rankOpening } from './rank-opening.job.js';
import type { RankingEntryEntity } from './ranking.entities.js';
import { type RankableResult, RankingRepository } from './ranking.repository.js';

@Injectable()
export class RankOpeningHandler {
  constructor(
    private readonly database: Database,
    private readonly rankings: RankingRepository,
    private readonly openings: OpeningSettingsRepository,
    private readonly plans: PlanRepository,
    private readonly faultPoints: FaultPoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(rankOpening)
  async rank({ openingId }: RankOpeningPayload, run: JobRun): Promise<void> {
    await this.faultPoints.reached('rank');
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.rankings.lockOpening(tx, openingId);
      const results = await this.rankings.rankable(tx, openingId);
      const inputSha256 = sha256(results.map(({ scorecardId }) => scorecardId).join('\n'));
      const latest = await this.rankings.latest(openingId, tx);
      if (latest?.inputSha256 === inputSha256) return;
      const ranking = {
        id: newId('rnk'),
        openingId,
        number: (latest?.number ?? 0) + 1,
        inputSha256,
        rankedAt: this.clock.now(),
      };
      await this.rankings.insert(tx, ranking, entriesOf(ranking.id, results, await this.tieZ(tx, openingId)));
    });
    await this.faultPoints.reached('rank-committed');
  }

  private async tieZ(tx: Tx, openingId: string): Promise<number> {
    const { planVersionId } = await this.openings.require(openingId, tx);
    return (await this.plans.requireVersion(planVersionId, tx)).document.tie.z;
  }
}

function entriesOf(rankingId: string, results: RankableResult[], tieZ: number): RankingEntryEntity[] {
  const byScorecard = new Map(results.map((result) => [result.scorecardId, result]));
  const ranked = results.map(({ scorecardId, totalBp, standardError }) => ({
    id: scorecardId,
    totalBp,
    se: standardError,
  }));
  return rankBands(ranked, tieZ)
    .flatMap(({ band, rank, members }) => members.map((member) => ({ band, rank, member })))
    .map(({ band, rank, member }, index) => {
      const { applicationId, interviewId } = byScorecard.get(member.id)!;
      const { alsoTiesWithPreviousBand } = member;
      return {
        ...{ rankingId, place: index + 1, applicationId, interviewId },
        ...{ scorecardId: member.id, rank, band, alsoTiesWithPreviousBand },
      };
    });
}
