import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';

/** Ids of questions, criteria, indicators and ideas, each unique in its plan. */
export const planEntryIdPattern = /^[a-z][a-z0-9_]{0,39}$/;

/** One idea in the words people use for it. Read by the offline matcher only, never sent to a judge. */
export class IdeaGroup {
  @ApiProperty({ example: 'material', pattern: planEntryIdPattern.source })
  @Matches(planEntryIdPattern)
  id!: string;

  @ApiProperty({
    description: 'Alternative wordings; one of them is enough.',
    example: ['check the source'],
    type: [String],
    minItems: 1,
    maxItems: 60,
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @IsString({ each: true })
  @MinLength(2, { each: true })
  @MaxLength(60, { each: true })
  any!: string[];
}

const polarities = ['positive', 'contradiction'] as const;
export type Polarity = (typeof polarities)[number];

/** A yes/no observation in the applicant's own words. */
export class PlanIndicator {
  @ApiProperty({ example: 'v1', pattern: planEntryIdPattern.source })
  @Matches(planEntryIdPattern)
  id!: string;

  @ApiProperty({ description: 'Id of the criterion it belongs to.', example: 'verification' })
  @Matches(planEntryIdPattern)
  criterion!: string;

  @ApiProperty({
    enum: polarities,
    description: 'A contradiction can only cap a level, a positive only raise it.',
  })
  @IsIn(polarities)
  polarity!: Polarity;

  @ApiProperty({ description: 'Whether the upper levels require it.' })
  @IsBoolean()
  core!: boolean;

  @ApiPropertyOptional({ description: 'Highest level left when a contradiction is met.', minimum: 1, maximum: 4 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(4)
  cap?: number;

  @ApiProperty({
    description: 'Questions whose answers may show it.',
    example: ['q1'],
    type: [String],
    minItems: 1,
    maxItems: 20,
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @Matches(planEntryIdPattern, { each: true })
  questions!: string[];

  @ApiProperty({ description: 'Tokens within which both ideas must be found.', example: 12, minimum: 3, maximum: 40 })
  @IsInt()
  @Min(3)
  @Max(40)
  window!: number;

  @ApiProperty({ example: 'Checks own inputs against the source.', minLength: 5, maxLength: 300 })
  @IsString()
  @MinLength(5)
  @MaxLength(300)
  text!: string;

  @ApiProperty({ example: 'Opens the filing and compares.', maxLength: 300 })
  @IsString()
  @MaxLength(300)
  counts!: string;

  @ApiProperty({ example: '"I am always careful."', maxLength: 300 })
  @IsString()
  @MaxLength(300)
  doesNotCount!: string;

  @ApiProperty({ description: 'Two, before it is published.', type: () => [IdeaGroup], maxItems: 2 })
  @IsArray()
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => IdeaGroup)
  ideas!: IdeaGroup[];
}
