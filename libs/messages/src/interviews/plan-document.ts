import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { planEntryIdPattern as idPattern, PlanIndicator } from './plan-indicators.js';
import { LevelAnchors, LevelRule } from './plan-levels.js';

const slugPattern = /^[a-z][a-z0-9-]{0,79}$/;

/** One question of the interview, the same words for every applicant. */
export class PlanQuestion {
  @ApiProperty({ example: 'q1', pattern: idPattern.source })
  @Matches(idPattern)
  id!: string;

  @ApiProperty({
    description: 'Suggested seconds to think. No clock starts by itself.',
    example: 60,
    minimum: 0,
    maximum: 600,
  })
  @IsInt()
  @Min(0)
  @Max(600)
  thinkSeconds!: number;

  @ApiProperty({
    description: 'Longest answer in seconds, before an agreed extension.',
    example: 180,
    minimum: 10,
    maximum: 900,
  })
  @IsInt()
  @Min(10)
  @Max(900)
  answerSeconds!: number;

  @ApiProperty({
    description: 'Less speech than this is never judged; a person looks.',
    example: 20,
    minimum: 1,
    maximum: 300,
  })
  @IsInt()
  @Min(1)
  @Max(300)
  minSpeechSeconds!: number;

  @ApiProperty({ example: 'How do you make sure that your figures are right?', minLength: 10, maxLength: 1000 })
  @IsString()
  @MinLength(10)
  @MaxLength(1000)
  text!: string;
}

/** How wide the interval of a total is, and how strongly few observations are pulled towards one half. */
class IntervalRule {
  @ApiProperty({ description: 'Coverage the interval is meant to have.', example: 0.8, minimum: 0.5, maximum: 0.999 })
  @IsNumber()
  @Min(0.5)
  @Max(0.999)
  level!: number;

  @ApiProperty({ description: 'Two-sided normal quantile of `level`.', example: 1.2816, minimum: 0.6, maximum: 3.4 })
  @IsNumber()
  @Min(0.6)
  @Max(3.4)
  z!: number;

  @ApiProperty({
    description: 'Pseudo-count of the beta prior of a stratum; ½ is Jeffreys.',
    example: 0.5,
    minimum: 0.01,
    maximum: 5,
  })
  @IsNumber({ maxDecimalPlaces: 6 })
  @Min(0.01)
  @Max(5)
  alpha!: number;
}

/** When two applicants share a rank: `sed` compares their difference with its own standard error. */
class TieRule {
  @ApiProperty({ enum: ['sed'] })
  @IsIn(['sed'])
  kind!: 'sed';

  @ApiProperty({ example: 1.2816, minimum: 0, maximum: 3.4 })
  @IsNumber()
  @Min(0)
  @Max(3.4)
  z!: number;
}

/** What is judged, with a level from 1 to 5 that code derives from the indicators found. */
export class PlanCriterion {
  @ApiProperty({ example: 'verification', pattern: idPattern.source })
  @Matches(idPattern)
  id!: string;

  @ApiProperty({ example: 'Verifies own figures', minLength: 3, maxLength: 120 })
  @IsString()
  @MinLength(3)
  @MaxLength(120)
  title!: string;

  @ApiProperty({
    description: 'Weight in basis points; those of a plan sum to 10000.',
    example: 10000,
    minimum: 1,
    maximum: 10000,
  })
  @IsInt()
  @Min(1)
  @Max(10000)
  weightBp!: number;

  @ApiProperty({ type: () => LevelRule })
  @IsDefined()
  @ValidateNested()
  @Type(() => LevelRule)
  levelRule!: LevelRule;

  @ApiProperty({ type: () => LevelAnchors })
  @IsDefined()
  @ValidateNested()
  @Type(() => LevelAnchors)
  anchors!: LevelAnchors;
}

/**
 * An interview plan with its rubric, as it is published: questions, criteria with anchored levels, and the indicators
 * that code derives the levels from. A published version never changes; `documentSha256` names its content.
 *
 * The decorators bound every list and string. What makes a plan *meaningful* (weights, rules, references) is refused when
 * it is published.
 */
export class PlanDocument {
  @ApiProperty({ example: 'financial-analyst-ai-tasks', pattern: slugPattern.source })
  @Matches(slugPattern)
  id!: string;

  @ApiProperty({ minimum: 1, maximum: 10000 })
  @IsInt()
  @Min(1)
  @Max(10000)
  version!: number;

  @ApiProperty({ description: 'BCP 47 tag of the language the answers are given in.', example: 'en' })
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
  language!: string;

  @ApiPropertyOptional({
    description: 'Fewest answers that can be judged; 1 where it is absent.',
    example: 1,
    minimum: 1,
    maximum: 20,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  minAnswered?: number;

  @ApiProperty({ type: () => [PlanQuestion], minItems: 1, maxItems: 20 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PlanQuestion)
  questions!: PlanQuestion[];

  @ApiProperty({
    description: 'Words that any answer on the subject uses.',
    example: ['report'],
    type: [String],
    maxItems: 200,
  })
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MinLength(2, { each: true })
  @MaxLength(40, { each: true })
  domainTerms!: string[];

  @ApiProperty({ type: () => IntervalRule })
  @IsDefined()
  @ValidateNested()
  @Type(() => IntervalRule)
  interval!: IntervalRule;

  @ApiProperty({ type: () => TieRule })
  @IsDefined()
  @ValidateNested()
  @Type(() => TieRule)
  tie!: TieRule;

  @ApiProperty({ description: 'Totals near which a person must look.', example: [3.2], type: [Number], maxItems: 8 })
  @IsArray()
  @ArrayMaxSize(8)
  @IsNumber({ maxDecimalPlaces: 2 }, { each: true })
  @Min(1, { each: true })
  @Max(5, { each: true })
  reviewLines!: number[];

  @ApiProperty({ type: () => [PlanCriterion], minItems: 1, maxItems: 12 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  @Type(() => PlanCriterion)
  criteria!: PlanCriterion[];

  @ApiProperty({ type: () => [PlanIndicator], minItems: 1, maxItems: 120 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(120)
  @ValidateNested({ each: true })
  @Type(() => PlanIndicator)
  indicators!: PlanIndicator[];
}
