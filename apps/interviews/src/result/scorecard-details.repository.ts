import { Database } from '@guildhall/database';
import type { ReviewBeside } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import { ReviewEntity, ReviewRatingEntity } from '../review/review.entities.js';

/** More people than these never judge one result. */
const mostReviews = 20;

@Injectable()
export class ScorecardDetailsRepository {
  constructor(private readonly database: Database) {}

  /** What people made of a result, saved ones only, oldest first. */
  async reviewsOf(scorecardId: string): Promise<ReviewBeside[]> {
    const reviews = await this.database.read.find(ReviewEntity, {
      where: { scorecardId, state: Not('open') },
      order: { ratedAt: 'ASC', id: 'ASC' },
      take: mostReviews,
    });
    if (reviews.length === 0) return [];
    const ratings = await this.database.read.find(ReviewRatingEntity, {
      where: { reviewId: In(reviews.map(({ id }) => id)) },
      order: { criterion: 'ASC' },
    });
    return reviews.map(({ id, reviewerId, state, ratedAt }) => {
      const own = ratings.filter(({ reviewId }) => reviewId === id);
      const changes = own.filter(({ phase }) => phase === 'final');
      return {
        ...{ reviewId: id, reviewerId, state, ratedAt: ratedAt!.toISOString() },
        ratings: own
          .filter(({ phase }) => phase === 'blind')
          .map(({ criterion, level }) => {
            const change = changes.find((each) => each.criterion === criterion);
            return { criterion, level, finalLevel: change?.level ?? null, changeReason: change?.reason ?? null };
          }),
      };
    });
  }
}
