import { CreateShortlistInput } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class CreateShortlistBody extends OmitType(CreateShortlistInput, ['openingId'] as const) {}
