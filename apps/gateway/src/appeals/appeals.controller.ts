import { object, staff } from '@guildhall/auth';
import { Appeal, AppealOfApplication, concludeAppeal, getAppeal } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { ConcludeAppealBody } from './appeals.dto.js';

/** Whoever may answer is for the appeal to say: neither who decided nor who has seen the first result. */
const forStaffOnIt = staff(['recruiter', 'reviewer'], { owned: object('applicationId', 'application') });

/** Another look at what was decided, for those who answer. */
@ApiTags('reviews')
@Controller('v1/applications/:applicationId/appeal')
export class AppealsController {
  constructor(private readonly rpc: RpcClient) {}

  /** How it stands and by when it is answered. Who judges without names sees the applicant's reason after their review. */
  @Get()
  @Access(forStaffOnIt)
  get(@IdParam('applicationId') applicationId: string): Promise<AppealOfApplication> {
    return this.rpc.call(getAppeal, { applicationId });
  }

  /** Answers it, by name and with a reason, after one's own review of the new result. `changed` takes the decision back. */
  @Post('conclusion')
  @HttpCode(200)
  @Access(forStaffOnIt)
  conclude(@IdParam('applicationId') applicationId: string, @Body() body: ConcludeAppealBody): Promise<Appeal> {
    return this.rpc.call(concludeAppeal, { ...body, applicationId });
  }
}
