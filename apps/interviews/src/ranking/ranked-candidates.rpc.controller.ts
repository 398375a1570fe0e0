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
import { CandidateList, type ListedCandidate } from './candidate-list.js';
import { levelOverride } from './level-override.js';
import { notRankedView } from './not-ranked-view.js';
import { OpeningReads } from './opening-reads.js';
import { RankingRepository } from './ranking.repository.js';

const defaultPageLimit = 50;

/** The candidates of an opening for the staff on it: the ranks, and those apart from them. */
@Controller()
export class RankedCandidatesRpcController {
  constructor(
    private readonly list: CandidateList,
    private readonly reads: OpeningReads,
    private readonly rankings: RankingRepository,
    private readonly scorecards: ScorecardRepository,
  ) {}

  @HandleRpc(listCandidates)
  async listRanked(input: CandidatesQuery, context: CallContext): Promise<CandidatePage> {
    const { openingId, limit = defaultPageLimit } = input;
    return await this.reads.run({ openingId, action: 'candidates.read' }, context, async () => {
      const { ranking, candidates, nextCursor } = await this.list.page(input, limit);
      return {
        rankingId: ranking?.id ?? null,
        rankedAt: ranking?.rankedAt.toISOString() ?? null,
        data: candidates.map(rankedCandidate),
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
}

function rankedCandidate(candidate: ListedCandidate): RankedCandidate {
  const { evidenceCount, flags, ...outline } = candidate.outline;
  return {
    applicationId: candidate.applicationId,
    interviewId: candidate.interviewId,
    personId: candidate.personId,
    rank: candidate.rank,
    band: candidate.band,
    bandSize: candidate.bandSize,
    alsoTiesWithPreviousBand: candidate.alsoTiesWithPreviousBand,
    reviewRequired: candidate.reviewRequired,
    language: candidate.language,
    country: candidate.country,
    evidenceCount,
    flags,
    override: levelOverride(outline, candidate.concluded),
    scorecard: { id: candidate.scorecardId, ...outline, createdAt: candidate.scoredAt.toISOString() },
  };
}
