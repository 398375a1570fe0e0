import { object, staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import { listCandidates, listNotRanked } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { ApplicantNames } from '../people/applicant-names.js';
import { IdParam } from '../request/id-parameters.js';
import { CandidatesPageQuery, NamedCandidatePage, NamedNotRankedPage } from './candidates.dto.js';

/** Not reviewers: they rate before they see what the engine thinks, and see it in their reviews afterwards. */
const forStaffOnIt = staff(['recruiter'], {
  scope: 'candidates:read',
  owned: object('openingId', 'opening'),
});

/** The results of an opening. */
@ApiTags('candidates')
@Controller('v1/openings/:openingId')
export class CandidatesController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: ApplicantNames,
  ) {}

  /** Best band first, with evidence. */
  @Get('candidates')
  @Access(forStaffOnIt)
  async listRanked(
    @IdParam('openingId') openingId: string,
    @Query() query: CandidatesPageQuery,
    @Caller() caller: SignedIn,
  ): Promise<NamedCandidatePage> {
    const page = await this.rpc.call(listCandidates, { ...query, openingId });
    return { ...page, data: await this.names.withNameAndStage(page.data, caller) };
  }

  /** Those for whom a person has to find a way, each with the reason. */
  @Get('not-ranked')
  @Access(forStaffOnIt)
  async listNotRanked(
    @IdParam('openingId') openingId: string,
    @Query() query: PageQuery,
    @Caller() caller: SignedIn,
  ): Promise<NamedNotRankedPage> {
    const page = await this.rpc.call(listNotRanked, { ...query, openingId });
    return { ...page, data: await this.names.withNameAndStage(page.data, caller) };
  }
}
