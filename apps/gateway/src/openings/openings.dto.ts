import { OpeningStaffInput } from '@guildhall/messages/applicants';
import { OmitType } from '@nestjs/swagger';

export class AddOpeningStaffBody extends OmitType(OpeningStaffInput, ['openingId'] as const) {}
