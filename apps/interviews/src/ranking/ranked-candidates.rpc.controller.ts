import { type CallContext, idCursor, pageOf } from '@guildhall/messages/contract';
import {
  type CandidatePage,
  type CandidatesQuery,
  listCandidates,
  listNotRanked,
  type NotRankedPage,
  type OpeningResultsQuery,
  type RankedCandidate,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { ScorecardRepository } from '../scoring/scorecard.repository.js';
import { ScorecardViews } from '../scoring/scorecard-view.js';
import { CandidateList, type ListedCandidate } from './candidate-list.js';
import { levelOverride } from './level-override.js';
import { notRankedView } from './not-ranked-view.js';
import { OpeningReads } from './opening-reads.js';
import { RankingRepository } from './ranking.repository.js';
import { resultFlags } from './result-flags.js';

const defaultPageLimit = 50;

/** The candidates of an opening for the staff on it: the ranks, and those apart from them. */
@Controller()
export class RankedCandidatesRpcController {
  constructor(
    private readonly list: CandidateList,
    private readonly reads: OpeningReads,
    private readonly rankings: RankingRepository,
    private readonly scorecards: ScorecardRepository,
    private readonly views: ScorecardViews,
  ) {}

  @HandleRpc(listCandidates)
  async listRanked(input: CandidatesQuery, context: CallContext): Promise<CandidatePage> {
    const { openingId, limit = defaultPageLimit } = input;
    return await this.reads.run({ openingId, action: 'candidates.read' }, context, async () => {
      const { ranking, candidates, nextCursor } = await this.list.page(input, limit);
      return {
        rankingId: ranking?.id ?? null,
        rankedAt: ranking?.rankedAt.toISOString() ?? null,
        data: await this.rankedCandidates(candidates),
        nextCursor,
        hasMore: nextCursor !== null,
      };
    });
  }

  @HandleRpc(listNotRanked)
  async listNotRanked(input: OpeningResultsQuery, context: CallContext): Promise<NotRankedPage> {
    const { openingId } = input;
    return await this.reads.run({ openingId, action: 'candidates.not_ranked_read' }, context, async () => {
      const { limit, after } = idCursor('int', input);
      const page = pageOf(await this.rankings.notRanked(openingId, limit + 1, after), limit);
      const scorecards = await this.scorecards.currentOfInterviews(page.data.map(({ id }) => id));
      const data = page.data.map((interview) => notRankedView(interview, scorecards.get(interview.id) ?? null));
      return { ...page, data };
    });
  }

  private async rankedCandidates(candidates: ListedCandidate[]): Promise<RankedCandidate[]> {
    const views = await this.views.ofAll(candidates.map(({ scorecard }) => scorecard));
    return candidates.map(({ scorecard, concluded, ...place }) => ({
      applicationId: place.applicationId,
      interviewId: place.interviewId,
      rank: place.rank,
      band: place.band,
      alsoTiesWithPreviousBand: place.alsoTiesWithPreviousBand,
      reviewRequired: scorecard.reviewRequired,
      language: place.language,
      country: place.country,
      evidenceCount: scorecard.draft.evidence.length,
      flags: resultFlags(scorecard.draft),
      override: levelOverride(scorecard.draft, concluded),
      scorecard: views.get(scorecard.id)!,
    }));
  }
}
