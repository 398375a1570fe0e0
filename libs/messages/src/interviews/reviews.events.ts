import { ArrayMaxSize, IsArray, IsBoolean, IsInt, Max, Min } from 'class-validator';
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

export class ReviewReminderDue {
  @IsId('opn')
  openingId!: string;

  /** Staff on the opening who have a review to do that is due within a day, or was due. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsId('per', { each: true })
  staffIds!: string[];

  /** At least one of them was due already. */
  @IsBoolean()
  isOverdue!: boolean;
}

/** Reviews of an opening are due; told once a day for each opening. Internal to the house. */
export const reviewReminderDue = event('interviews', 'review.reminder_due', ReviewReminderDue);
