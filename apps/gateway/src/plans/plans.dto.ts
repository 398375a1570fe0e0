import { AddPlanVersionInput } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class AddPlanVersionBody extends OmitType(AddPlanVersionInput, ['planId'] as const) {}
