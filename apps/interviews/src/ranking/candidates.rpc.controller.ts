import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, idCursor, pageOf, unknownCursor } from '@guildhall/messages/contract';
import {
  type ApplicationResultRef,
  type CandidatePage,
  type CandidatesQuery,
  listCandidates,
  listNotRanked,
  type NotRankedPage,
  type OpeningResultsQuery,
  type ReviewState,
  type ReviewStateInput,
  readScorecard,
  reviewState,
  type Scorecard,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { InterviewAccess } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { ScorecardRepository } from '../scoring/scorecard.repository.js';
import { ScorecardViews } from '../scoring/scorecard-view.js';
import { notRankedView } from './not-ranked-view.js';
import { RankingRepository } from './ranking.repository.js';

const defaultPageLimit = 50;

/** Results for the staff on an opening: the ranks, those apart from them, and one result in full. */
@Controller()
export class CandidatesRpcController {
  constructor(
    private readonly database: Database,
    private readonly rankings: RankingRepository,
    private readonly scorecards: ScorecardRepository,
    private readonly views: ScorecardViews,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(listCandidates)
  async list(input: CandidatesQuery, context: CallContext): Promise<CandidatePage> {
    await this.access.requireOpening(input.openingId, context);
    const place = placeOf(input.cursor);
    const ranking = input.rankingId
      ? await this.rankings.find(input.rankingId, input.openingId)
      : await this.rankings.latest(input.openingId);
    if (!ranking && input.rankingId) throw rankingExpired(input.rankingId);
    await this.noteRead('candidates.read', input.openingId, context);
    if (!ranking) {
      return { rankingId: null, rankedAt: null, data: [], nextCursor: null, hasMore: false };
    }
    const limit = input.limit ?? defaultPageLimit;
    const entries = await this.rankings.entriesAfter(ranking.id, place, limit + 1);
    const page = entries.slice(0, limit);
    const scorecards = await this.scorecards.findAll(page.map(({ scorecardId }) => scorecardId));
    const views = await this.views.ofAll([...scorecards.values()]);
    const data = page.map(({ applicationId, interviewId, rank, band, alsoTiesWithPreviousBand, scorecardId }) => {
      const { reviewRequired } = scorecards.get(scorecardId)!;
      const scorecard = views.get(scorecardId)!;
      return { applicationId, interviewId, rank, band, alsoTiesWithPreviousBand, reviewRequired, scorecard };
    });
    const hasMore = entries.length > limit;
    return {
      rankingId: ranking.id,
      rankedAt: ranking.rankedAt.toISOString(),
      data,
      nextCursor: hasMore ? String(page.at(-1)!.place) : null,
      hasMore,
    };
  }

  @HandleRpc(listNotRanked)
  async listNotRanked(input: OpeningResultsQuery, context: CallContext): Promise<NotRankedPage> {
    await this.access.requireOpening(input.openingId, context);
    const { limit, after } = idCursor('int', input);
    const page = pageOf(await this.rankings.notRanked(input.openingId, limit + 1, after), limit);
    const scorecards = await this.scorecards.currentOfInterviews(page.data.map(({ id }) => id));
    await this.noteRead('candidates.not_ranked_read', input.openingId, context);
    const data = page.data.map((interview) => notRankedView(interview, scorecards.get(interview.id) ?? null));
    return { ...page, data };
  }

  /** Reading a result in full is what "looked at by a person" means; the reader is kept. */
  @HandleRpc(readScorecard)
  async readScorecard(input: ApplicationResultRef, context: CallContext): Promise<Scorecard> {
    const interview = await this.access.requireForStaff(input.applicationId, context);
    return await runOnce(this.database, context, async (tx) => {
      const scorecard = await this.scorecards.currentOf(interview.applicationId, tx);
      if (!scorecard) throw new AppError('not_found', `Application ${input.applicationId} has no result yet.`);
      const at = this.clock.now();
      if (context.actor.kind === 'staff') await this.scorecards.noteReading(tx, scorecard.id, context.actor.id, at);
      await this.facts.note(tx, 'scorecard.read', scorecard.id, context, at);
      return await this.views.of(scorecard, tx);
    });
  }

  @HandleRpc(reviewState)
  async reviewState(input: ReviewStateInput): Promise<ReviewState> {
    const scorecard = await this.scorecards.currentOf(input.applicationId);
    if (!scorecard) return { reviewRequired: false, lookedAt: false };
    const needsLook = scorecard.reviewRequired || scorecard.outcome === 'held_out';
    return { reviewRequired: needsLook, lookedAt: await this.scorecards.wasReadBy(scorecard.id, input.staffId) };
  }

  private async noteRead(action: string, openingId: string, context: CallContext): Promise<void> {
    await this.database.transaction((tx) => this.facts.note(tx, action, openingId, context, this.clock.now()));
  }
}

/** The cursor of a ranking's page is the place of its last entry. */
function placeOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,9}$/.test(cursor)) throw unknownCursor();
  return Number(cursor);
}

function rankingExpired(rankingId: string): AppError {
  return new AppError(
    'ranking_expired',
    `Ranking ${rankingId} is no longer kept; read the candidates again from the start.`,
  );
}
