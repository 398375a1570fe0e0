import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsId, query } from '../contract/index.js';
import { ScoreInterval } from './results.queries.js';

/** Of a plan. */
const mostCriteria = 12;

export class CriterionWeight {
  @Matches(/^[a-z][a-z0-9_]{0,39}$/)
  criterionId!: string;

  /** Per cent. */
  @IsInt()
  @Min(0)
  @Max(100)
  weight!: number;
}

export class WhatIfInput {
  @IsId('opn')
  openingId!: string;

  /** 100 together; a criterion that is not named counts for nothing. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostCriteria)
  @ValidateNested({ each: true })
  @Type(() => CriterionWeight)
  weights!: CriterionWeight[];

  /** The newest where absent. */
  @IsOptional()
  @IsId('rnk')
  rankingId?: string;
}

export class WhatIfPlace {
  applicationId!: string;
  /** Place of the first of the band; those in one band share it. */
  rank!: number;
  /** 1 is the best band. */
  band!: number;
  /** How many share the band; null where it may reach beyond those who are told of. */
  bandSize!: number | null;
  /** By these weights, from 1.00 to 5.00. */
  total!: string;
  interval!: ScoreInterval;
  /** In the ranking that is kept. */
  storedRank!: number;
}

export class WhatIfOrder {
  /** Null while nobody is ranked. */
  rankingId!: string | null;
  weights!: CriterionWeight[];
  /** The first 200. */
  data!: WhatIfPlace[];
  /** Whether there are others behind them. */
  hasMore!: boolean;
}

/** How candidates would stand with other weights, from the levels they have. Nothing of it is kept. */
export const whatIfOrder = query('interviews', 'candidates.what-if', {
  input: WhatIfInput,
  output: WhatIfOrder,
  errors: ['ranking_expired', 'validation_failed'],
  timeoutMs: 20_000,
});
