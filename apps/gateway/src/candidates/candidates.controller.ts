import { PageQuery } from '@guildhall/messages/contract';
import { compareCandidates, listCandidates, listNotRanked, whatIfOrder } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { ApplicantNames } from '../people/applicant-names.js';
import { IdParam } from '../request/id-parameters.js';
import {
  CandidatesPageQuery,
  ComparedIdsQuery,
  NamedCandidatePage,
  NamedComparison,
  NamedNotRankedPage,
  NamedWhatIfOrder,
  WhatIfBody,
} from './candidates.dto.js';
import { forStaffOnIt } from './for-staff-on-it.js';
import { inStages } from './in-stages.js';

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
    return { ...page, data: inStages(await this.names.withNameAndStage(page.data, caller), query.stage) };
  }

  /** Two to five candidates side by side, with the best quote for each criterion. */
  @Get('comparison')
  @Access(forStaffOnIt)
  async compare(
    @IdParam('openingId') openingId: string,
    @Query() { applicationIds }: ComparedIdsQuery,
    @Caller() caller: SignedIn,
  ): Promise<NamedComparison> {
    const comparison = await this.rpc.call(compareCandidates, { openingId, applicationIds });
    return { ...comparison, candidates: await this.names.withNameAndStage(comparison.candidates, caller) };
  }

  /** The order that other weights would make of the stored levels. Nothing is kept, and stored scores stay as they are. */
  @Post('what-if')
  @HttpCode(200)
  @Access(forStaffOnIt)
  async whatIf(
    @IdParam('openingId') openingId: string,
    @Body() body: WhatIfBody,
    @Caller() caller: SignedIn,
  ): Promise<NamedWhatIfOrder> {
    const order = await this.rpc.call(whatIfOrder, { ...body, openingId });
    return { ...order, data: await this.names.withNameAndStage(order.data, caller) };
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
