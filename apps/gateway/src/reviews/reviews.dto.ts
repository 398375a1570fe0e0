import { ConcludeReviewInput, RateReviewInput } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class RateReviewBody extends OmitType(RateReviewInput, ['applicationId'] as const) {}

export class ConcludeReviewBody extends OmitType(ConcludeReviewInput, ['applicationId'] as const) {}
