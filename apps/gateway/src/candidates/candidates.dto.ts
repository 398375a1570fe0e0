import { type ApplicationStage, applicationStages } from '@guildhall/messages/applicants';
import { CandidatesQuery, NotRankedCandidate, RankedCandidate } from '@guildhall/messages/interviews';
import { ApiProperty, OmitType } from '@nestjs/swagger';

export class CandidatesPageQuery extends OmitType(CandidatesQuery, ['openingId'] as const) {}

export class NamedCandidate extends RankedCandidate {
  /** Null for systems. */
  name!: string | null;

  @ApiProperty({ enum: applicationStages, nullable: true, type: String })
  stage!: ApplicationStage | null;
}

export class NamedCandidatePage {
  /** To be sent with the query of further pages, so that they do not shift. Null while nobody is ranked. */
  rankingId!: string | null;
  rankedAt!: string | null;
  data!: NamedCandidate[];
  nextCursor!: string | null;
  hasMore!: boolean;
}

export class NamedNotRanked extends NotRankedCandidate {
  /** Null for systems. */
  name!: string | null;

  @ApiProperty({ enum: applicationStages, nullable: true, type: String })
  stage!: ApplicationStage | null;
}

export class NamedNotRankedPage {
  data!: NamedNotRanked[];
  nextCursor!: string | null;
  hasMore!: boolean;
}
