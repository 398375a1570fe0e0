import { AppError } from '@guildhall/errors';
import { unknownCursor } from '@guildhall/messages/contract';
import type { CandidatesQuery } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { ScorecardRepository } from '../scoring/scorecard.repository.js';
import { type CandidatePlace, CandidateRepository } from './candidate.repository.js';
import type { ConcludedLevel } from './level-override.js';
import { LevelOverrideRepository } from './level-override.repository.js';
import type { RankingEntity } from './ranking.entities.js';
import { RankingRepository } from './ranking.repository.js';
import { scanPlaces } from './scan-window.js';
import { type StoredOutline, scorecardOutline } from './scorecard-outline.js';

export interface ListedCandidate extends CandidatePlace {
  outline: StoredOutline;
  concluded: readonly ConcludedLevel[];
}

export interface CandidateListPage {
  ranking: RankingEntity | null;
  candidates: ListedCandidate[];
  nextCursor: string | null;
}

/** Pages of an opening's ranking: places stay as they were, what is filtered by is so at the moment. */
@Injectable()
export class CandidateList {
  constructor(
    private readonly rankings: RankingRepository,
    private readonly candidates: CandidateRepository,
    private readonly scorecards: ScorecardRepository,
    private readonly overrides: LevelOverrideRepository,
  ) {}

  async page(query: CandidatesQuery, limit: number): Promise<CandidateListPage> {
    const after = placeOf(query.cursor);
    const ranking = await this.ranking(query.openingId, query.rankingId);
    if (!ranking) return { ranking, candidates: [], nextCursor: null };
    const { rows, nextPlace } = await scanPlaces(
      { after, limit },
      (window) => this.candidates.places({ rankingId: ranking.id, filters: query, ...window }),
      (place) => this.candidates.hasPlaceAfter(ranking.id, place),
    );
    const nextCursor = nextPlace === null ? null : String(nextPlace);
    return { ranking, candidates: await this.withResults(rows), nextCursor };
  }

  /**
   * The ranking that is named, or the newest; null where nobody is ranked.
   * @throws AppError `ranking_expired`
   */
  async ranking(openingId: string, rankingId?: string): Promise<RankingEntity | null> {
    if (rankingId === undefined) return await this.rankings.latest(openingId);
    const named = await this.rankings.find(rankingId, openingId);
    if (!named) throw rankingExpired(rankingId);
    return named;
  }

  private async withResults(places: CandidatePlace[]): Promise<ListedCandidate[]> {
    const ids = places.map(({ scorecardId }) => scorecardId);
    const withoutOutline = places.filter(({ outline }) => outline === null).map(({ scorecardId }) => scorecardId);
    const [scorecards, concluded] = await Promise.all([
      this.scorecards.findAll(withoutOutline),
      this.overrides.concludedLevels(ids),
    ]);
    return places.map((place) => ({
      ...place,
      outline: place.outline ?? scorecardOutline(scorecards.get(place.scorecardId)!.draft),
      concluded: concluded.get(place.scorecardId) ?? [],
    }));
  }
}

/** The cursor of a ranking's page is the last place that it looked at. */
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
