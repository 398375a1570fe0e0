import {
  ApproveLineInput,
  ApprovePayRunInput,
  PayLinesQuery,
  QueryLineInput,
  ReissuePayoutInput,
  RevealInput,
  ReviewItemInput,
} from '@guildhall/messages/payroll';
import { OmitType } from '@nestjs/swagger';

export class ReviewItemBody extends OmitType(ReviewItemInput, ['itemId'] as const) {}

export class RevealBody extends OmitType(RevealInput, ['itemId'] as const) {}

export class ApproveLineBody extends OmitType(ApproveLineInput, ['timesheetId', 'lineId'] as const) {}

export class QueryLineBody extends OmitType(QueryLineInput, ['timesheetId', 'lineId'] as const) {}

export class ApprovePayRunBody extends OmitType(ApprovePayRunInput, ['payRunId'] as const) {}

export class ReissuePayoutBody extends OmitType(ReissuePayoutInput, ['payoutId'] as const) {}

export class PayLinesOfRunQuery extends OmitType(PayLinesQuery, ['payRunId'] as const) {}
