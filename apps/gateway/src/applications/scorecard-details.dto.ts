import { ReviewBeside, ScorecardDetails } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class NamedReviewBeside extends ReviewBeside {
  reviewerName!: string | null;
}

export class NamedScorecardDetails extends OmitType(ScorecardDetails, ['reviews'] as const) {
  /** Those that are saved, oldest first. */
  reviews!: NamedReviewBeside[];
}
