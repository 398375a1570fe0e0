import { ExtendOfferInput } from '@guildhall/messages/applicants';
import { OmitType } from '@nestjs/swagger';

export class ExtendOfferBody extends OmitType(ExtendOfferInput, ['applicationId'] as const) {}
