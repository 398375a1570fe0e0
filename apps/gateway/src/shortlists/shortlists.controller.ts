import { object, staff } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import {
  addToShortlist,
  createShortlist,
  deleteShortlist,
  listShortlists,
  removeFromShortlist,
  Shortlist,
  ShortlistPage,
} from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { CreateShortlistBody } from './shortlists.dto.js';

const ofOpening = staff(['recruiter'], { owned: object('openingId', 'opening') });
const own = staff(['recruiter'], { owned: object('shortlistId', 'shortlist') });

/** Lists of applications that recruiters look at together. They decide nothing, and reviewers do not see them. */
@ApiTags('candidates')
@Controller('v1')
export class ShortlistsController {
  constructor(private readonly rpc: RpcClient) {}

  /** Makes an empty one; an opening has at most 50. */
  @Post('openings/:openingId/shortlists')
  @Access(ofOpening)
  create(@IdParam('openingId') openingId: string, @Body() body: CreateShortlistBody): Promise<Shortlist> {
    return this.rpc.call(createShortlist, { ...body, openingId });
  }

  /** Those of an opening, the oldest first, with what is on them. */
  @Get('openings/:openingId/shortlists')
  @Access(ofOpening)
  list(@IdParam('openingId') openingId: string, @Query() query: PageQuery): Promise<ShortlistPage> {
    return this.rpc.call(listShortlists, { ...query, openingId });
  }

  /** Puts an application of the same opening on it; at most 200. */
  @Put('shortlists/:shortlistId/candidates/:applicationId')
  @Access(own)
  add(
    @IdParam('shortlistId') shortlistId: string,
    @IdParam('applicationId') applicationId: string,
  ): Promise<Shortlist> {
    return this.rpc.call(addToShortlist, { shortlistId, applicationId });
  }

  /** Takes it off again. */
  @Delete('shortlists/:shortlistId/candidates/:applicationId')
  @Access(own)
  remove(
    @IdParam('shortlistId') shortlistId: string,
    @IdParam('applicationId') applicationId: string,
  ): Promise<Shortlist> {
    return this.rpc.call(removeFromShortlist, { shortlistId, applicationId });
  }

  /** The list goes; its applications stay as they are. */
  @Delete('shortlists/:shortlistId')
  @HttpCode(204)
  @Access(own)
  async delete(@IdParam('shortlistId') shortlistId: string): Promise<void> {
    await this.rpc.call(deleteShortlist, { shortlistId });
  }
}
