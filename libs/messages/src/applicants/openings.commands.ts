import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO4217CurrencyCode,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { command, Empty, IsId, PageQuery, query } from '../contract/index.js';

/** What an hour is paid, in the currency's smallest unit; published with the opening. */
export class PayRange {
  @Matches(/^\d{1,12}$/)
  minimumMinor!: string;

  @Matches(/^\d{1,12}$/)
  maximumMinor!: string;

  @IsISO4217CurrencyCode()
  currency!: string;
}

export class CreateOpeningInput {
  @IsString()
  @Length(3, 200)
  title!: string;

  /** Plain text. */
  @IsString()
  @Length(1, 10_000)
  description!: string;

  @ValidateNested()
  @Type(() => PayRange)
  payRange!: PayRange;

  /** BCP 47 tags of the languages the work is done in. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { each: true })
  languages!: string[];

  /** Where applicants may live, ISO 3166-1 alpha-2; empty means anywhere. */
  @IsArray()
  @ArrayMaxSize(250)
  @ArrayUnique()
  @IsISO31661Alpha2({ each: true })
  countries!: string[];

  /** Places whose law the opening falls under, for example `US-NY`; frozen into every application. */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, { each: true })
  places!: string[];

  /** A published version of an interview plan. */
  @IsId('plv')
  planVersionId!: string;

  /** Days from the invitation to the interview's deadline. */
  @IsInt()
  @Min(1)
  @Max(90)
  interviewDeadlineDays!: number;

  /** Hours in which applicants may check their transcript before it is scored; 48 where absent. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(336)
  transcriptCheckHours?: number;

  /** The most that AI models may cost for this opening in a day (UTC), in millionths of a US dollar; at the cap work waits. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000_000_000)
  aiDailyCapMicros?: number;

  /** A result that asks for a person is advanced or not selected only after a review of it was rated blind and concluded; no where absent. */
  @IsOptional()
  @IsBoolean()
  requiresBlindReview?: boolean;

  /** What every applicant has to meet; frozen into each application. */
  @IsArray()
  @ArrayMaxSize(30)
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  requirements!: string[];
}

export const openingStates = ['draft', 'open', 'closed'] as const;
export type OpeningState = (typeof openingStates)[number];

export class Opening {
  id!: string;
  state!: OpeningState;
  title!: string;
  description!: string;
  payRange!: PayRange;
  languages!: string[];
  countries!: string[];
  places!: string[];
  planVersionId!: string;
  interviewDeadlineDays!: number;
  transcriptCheckHours!: number;
  requirements!: string[];
  createdAt!: string;
  openedAt!: string | null;
  closedAt!: string | null;
}

/** An opening as its staff see it. */
export class StaffOpening extends Opening {
  aiDailyCapMicros!: number | null;
  /** Whether results that ask for a person need a concluded review before a decision. */
  requiresBlindReview?: boolean;
  staffIds!: string[];
  /** For `If-Match`. */
  version!: number;
}

/** Makes a draft; its maker is on it. */
export const createOpening = command('applicants', 'openings.create', {
  input: CreateOpeningInput,
  output: StaffOpening,
  errors: ['plan_wrong_state', 'validation_failed'],
});

export class OpeningRef {
  @IsId('opn')
  openingId!: string;
}

export const openOpening = command('applicants', 'openings.open', {
  input: OpeningRef,
  output: StaffOpening,
  errors: ['opening_wrong_state', 'plan_wrong_state'],
});

export const closeOpening = command('applicants', 'openings.close', {
  input: OpeningRef,
  output: StaffOpening,
  errors: ['opening_wrong_state'],
});

export class OpeningStaffInput extends OpeningRef {
  @IsId('per')
  staffId!: string;
}

/** Puts a member of staff on an opening; only they and admins see it then. */
export const addOpeningStaff = command('applicants', 'openings.add-staff', {
  input: OpeningStaffInput,
  output: StaffOpening,
});

export const removeOpeningStaff = command('applicants', 'openings.remove-staff', {
  input: OpeningStaffInput,
  output: StaffOpening,
  errors: ['conflict'],
});

/** An opening for everybody, open or closed; `not_found` for drafts. */
export const getPublicOpening = query('applicants', 'openings.get-public', { input: OpeningRef, output: Opening });

export class PublicOpeningsQuery extends PageQuery {
  @IsOptional()
  @IsISO31661Alpha2()
  country?: string;

  @IsOptional()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  language?: string;

  /** Words that stand in the title or the description, all of them; whatever their case. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;
}

export class OpeningPage {
  data!: Opening[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export const listPublicOpenings = query('applicants', 'openings.list-public', {
  input: PublicOpeningsQuery,
  output: OpeningPage,
});

/** An opening for the staff on it. */
export const getOpening = query('applicants', 'openings.get', { input: OpeningRef, output: StaffOpening });

export class StaffOpeningsQuery extends PageQuery {
  @IsOptional()
  @IsIn(openingStates)
  state?: OpeningState;
}

export class StaffOpeningPage {
  data!: StaffOpening[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

/** The openings that the calling staff are on; all of them for an admin. */
export const listOpenings = query('applicants', 'openings.list', {
  input: StaffOpeningsQuery,
  output: StaffOpeningPage,
});

export class OpeningAccessInput extends OpeningRef {}

/**
 * For other services: succeeds where the calling actor may see the opening's candidates (staff on it, an admin, a system),
 * and answers `not_found` otherwise, just as for an opening that does not exist.
 */
export const checkOpeningAccess = query('applicants', 'openings.check-access', {
  input: OpeningAccessInput,
  output: Empty,
});
