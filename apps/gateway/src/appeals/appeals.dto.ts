import { ConcludeAppealInput } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class ConcludeAppealBody extends OmitType(ConcludeAppealInput, ['applicationId'] as const) {}
