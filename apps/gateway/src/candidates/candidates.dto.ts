import { type ApplicationStage, applicationStages } from '@guildhall/messages/applicants';
import { IsId } from '@guildhall/messages/contract';
import {
  CandidateExportQuery,
  CandidatesQuery,
  ComparedCandidate,
  ComparedCriterion,
  CriterionWeight,
  comparisonLimits,
  NotRankedCandidate,
  RankedCandidate,
  TranscriptHit,
  TranscriptSearchQuery,
  WhatIfInput,
  WhatIfPlace,
} from '@guildhall/messages/interviews';
import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';

export class CandidatesPageQuery extends OmitType(CandidatesQuery, ['openingId'] as const) {}

export class NamedCandidate extends OmitType(RankedCandidate, ['personId'] as const) {
  /** Null for systems. */
  name!: string | null;

  @ApiProperty({ enum: applicationStages, nullable: true, type: String })
  stage!: ApplicationStage | null;

  /** By when a person decides; null where nobody owes a decision. */
  decisionDueAt!: string | null;
}

export class NamedCandidatePage {
  /** To be sent with the query of further pages, so that they do not shift. Null while nobody is ranked. */
  rankingId!: string | null;
  rankedAt!: string | null;
  /** Where filters leave few, a page may hold less than was asked for, or nothing, and there is more all the same. */
  data!: NamedCandidate[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export class NamedNotRanked extends NotRankedCandidate {
  /** Null for systems. */
  name!: string | null;

  @ApiProperty({ enum: applicationStages, nullable: true, type: String })
  stage!: ApplicationStage | null;

  /** By when a person decides; null where nobody owes a decision. */
  decisionDueAt!: string | null;
}

export class NamedNotRankedPage {
  data!: NamedNotRanked[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export class ExportQuery extends OmitType(CandidateExportQuery, ['openingId', 'limit', 'cursor'] as const) {}

export class WhatIfBody extends OmitType(WhatIfInput, ['openingId'] as const) {}

export class NamedWhatIfPlace extends WhatIfPlace {
  /** Null for systems. */
  name!: string | null;

  @ApiProperty({ enum: applicationStages, nullable: true, type: String })
  stage!: ApplicationStage | null;
}

export class NamedWhatIfOrder {
  /** Null while nobody is ranked. */
  rankingId!: string | null;
  weights!: CriterionWeight[];
  /** The first 200. */
  data!: NamedWhatIfPlace[];
  /** Whether there are others behind them. */
  hasMore!: boolean;
}

export class ComparedIdsQuery {
  /** Two to five, with commas between them. */
  @ApiProperty({ type: String })
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayMinSize(comparisonLimits.fewest)
  @ArrayMaxSize(comparisonLimits.most)
  @ArrayUnique()
  @IsId('app', { each: true })
  applicationIds!: string[];
}

export class NamedComparedCandidate extends ComparedCandidate {
  /** Null for systems. */
  name!: string | null;

  @ApiProperty({ enum: applicationStages, nullable: true, type: String })
  stage!: ApplicationStage | null;
}

export class NamedComparison {
  criteria!: ComparedCriterion[];
  /** In the order in which they were asked for. */
  candidates!: NamedComparedCandidate[];
  /** All of them are in one band: the ranking finds no difference between them. */
  isTied!: boolean;
}

export class SearchPageQuery extends OmitType(TranscriptSearchQuery, ['openingId'] as const) {}

export class NamedTranscriptHit extends TranscriptHit {
  /** Null for systems. */
  name!: string | null;

  @ApiProperty({ enum: applicationStages, nullable: true, type: String })
  stage!: ApplicationStage | null;
}

export class NamedTranscriptHitPage {
  data!: NamedTranscriptHit[];
  nextCursor!: string | null;
  hasMore!: boolean;
}
