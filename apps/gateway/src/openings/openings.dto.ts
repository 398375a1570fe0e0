import { Opening, OpeningStaffInput } from '@guildhall/messages/applicants';
import { AiEvaluation, InterviewOutline } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class AddOpeningStaffBody extends OmitType(OpeningStaffInput, ['openingId'] as const) {}

/** An opening with what its interview asks, in numbers. */
export class PublicOpening extends Opening {
  interview!: InterviewOutline | null;
  aiEvaluation!: AiEvaluation | null;
}

export class PublicOpeningPage {
  data!: PublicOpening[];
  nextCursor!: string | null;
  hasMore!: boolean;
}
