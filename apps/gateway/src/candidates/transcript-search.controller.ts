import { searchTranscripts } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { ApplicantNames } from '../people/applicant-names.js';
import { IdParam } from '../request/id-parameters.js';
import { NamedTranscriptHitPage, SearchPageQuery } from './candidates.dto.js';
import { forStaffOnIt } from './for-staff-on-it.js';
import { inStages } from './in-stages.js';

@ApiTags('candidates')
@Controller('v1/openings/:openingId/transcript-search')
export class TranscriptSearchController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: ApplicantNames,
  ) {}

  /** Sentences of an opening's answers with the words that are looked for, and where to hear them. */
  @Get()
  @Access(forStaffOnIt)
  async search(
    @IdParam('openingId') openingId: string,
    @Query() query: SearchPageQuery,
    @Caller() caller: SignedIn,
  ): Promise<NamedTranscriptHitPage> {
    const page = await this.rpc.call(searchTranscripts, { ...query, openingId });
    return { ...page, data: inStages(await this.names.withNameAndStage(page.data, caller), query.stage) };
  }
}
