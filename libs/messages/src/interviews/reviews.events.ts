import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { event, IsId } from '../contract/index.js';
import { InterviewFact } from './interviews.events.js';
import { reviewLimits } from './reviews.commands.js';

class ReviewFact extends InterviewFact {
  @IsId('rvw')
  reviewId!: string;

  @IsId('scr')
  scorecardId!: string;

  @IsId('per')
  reviewerId!: string;
}

export class ReviewRated extends ReviewFact {
  /** Reviewer and engine are so far apart that another person has to look. */
  @IsBoolean()
  needsSecondReader!: boolean;
}

/** Somebody has rated a result without having seen what the engine made of it. */
export const reviewRated = event('interviews', 'review.rated', ReviewRated);

export class ReviewConcluded extends ReviewFact {
  /** How many levels the reviewer changed after the reveal, each for a reason. */
  @IsInt()
  @Min(0)
  @Max(reviewLimits.criteria)
  changedLevels!: number;
}

export const reviewConcluded = event('interviews', 'review.concluded', ReviewConcluded);
