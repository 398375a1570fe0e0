import { AddPlanVersionInput, PlanDifferencesInput, PreviewPlanInput } from '@guildhall/messages/interviews';
import { OmitType } from '@nestjs/swagger';

export class AddPlanVersionBody extends OmitType(AddPlanVersionInput, ['planId'] as const) {}

export class PlanDifferencesQuery extends OmitType(PlanDifferencesInput, ['planVersionId'] as const) {}

export class PreviewPlanBody extends OmitType(PreviewPlanInput, ['planVersionId'] as const) {}
