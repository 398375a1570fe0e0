import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';

/** What somebody asks a person for, to be able to show what they can. No reason is needed. */
export class WantedAdjustments {
  @IsBoolean()
  moreTime!: boolean;

  @IsBoolean()
  writtenAnswers!: boolean;

  @IsBoolean()
  extraBreaks!: boolean;

  /** In one's own words; for whoever answers the request, and nobody else. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  note?: string;
}

/** What holds for somebody's interview. */
export class Adjustments {
  /** How much longer than the plan says the answers may be. */
  timeFactor!: number;
  /** Agreed with a recruiter; an answer may be written without it, too. */
  writtenAnswers!: boolean;
  extraBreaks!: boolean;
}

/** The latest request, and what a recruiter granted; for the applicant and the recruiters alone, never for those who judge. */
export class AdjustmentRequest {
  moreTime!: boolean;
  writtenAnswers!: boolean;
  extraBreaks!: boolean;
  note!: string | null;
  requestedAt!: string;
  answeredAt!: string | null;
  /** What held from the answer on; null before it. */
  granted!: Adjustments | null;
}
