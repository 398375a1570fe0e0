import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { type ApplicationStage, applicationStages } from '../applicants/applications.commands.js';
import { IsId, PageQuery } from '../contract/index.js';

/** Words that somebody looks for in what was said. */
export const searchTextLimits = { shortest: 2, longest: 200 } as const;
const mostLevels = 12;
const criterionAndLevel = /^[a-z][a-z0-9_]{0,39}:[1-5]$/;

/** A query says one value without a list around it. */
const asList = ({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]);
const asBoolean = ({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value);

/** Facts about candidates. All that is asked for has to be so, at the moment. */
export class HardFilters extends PageQuery {
  /** One of these. */
  @IsOptional()
  @Transform(asList)
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(applicationStages.length)
  @IsIn(applicationStages, { each: true })
  stage?: ApplicationStage[];

  /** BCP 47: `en` is each kind of English, `en-GB` that one. */
  @IsOptional()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
  language?: string;

  /** Where the applicant lives: ISO 3166-1, two letters. */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  /** `design:4` is level 4 or more in the criterion `design`; several have to hold together. */
  @IsOptional()
  @Transform(asList)
  @IsArray()
  @ArrayMaxSize(mostLevels)
  @Matches(criterionAndLevel, { each: true })
  level?: string[];

  /** Whether the result asks for a person's look before a decision. */
  @IsOptional()
  @Transform(asBoolean)
  @IsBoolean()
  needsReview?: boolean;

  /** A shortlist of this opening; one of another opening holds nobody here. */
  @IsOptional()
  @IsId('shl')
  shortlistId?: string;
}

/** What candidates are looked through by. */
export class CandidateFilters extends HardFilters {
  /** Words that were said or written: all of them, "a phrase", `or`, and `-without`. */
  @IsOptional()
  @IsString()
  @MinLength(searchTextLimits.shortest)
  @MaxLength(searchTextLimits.longest)
  q?: string;
}
