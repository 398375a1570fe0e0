import { object, staff } from '@guildhall/auth';
import { getScorecardDetails } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { ApplicantNames } from '../people/applicant-names.js';
import { IdParam } from '../request/id-parameters.js';
import { NamedScorecardDetails } from './scorecard-details.dto.js';

@ApiTags('applications')
@Controller('v1/applications/:applicationId/scorecard')
export class ScorecardDetailsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: ApplicantNames,
  ) {}

  /** How the result that holds came about: each yes/no point, the levels of single passes, and what people made of the same answers. */
  @Get('details')
  @Access(staff(['recruiter'], { owned: object('applicationId', 'application') }))
  async get(
    @IdParam('applicationId') applicationId: string,
    @Caller() caller: SignedIn,
  ): Promise<NamedScorecardDetails> {
    const details = await this.rpc.call(getScorecardDetails, { applicationId });
    const reviewers = details.reviews.map((review) => ({ review, personId: review.reviewerId }));
    const named = await this.names.withName(reviewers, caller);
    return { ...details, reviews: named.map(({ review, name }) => ({ ...review, reviewerName: name })) };
  }
}
