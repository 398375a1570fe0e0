import { applicants, object, self } from '@guildhall/auth';
import { Application, ApplicationPage, listMyApplications, withdrawApplication } from '@guildhall/messages/applicants';
import { PageQuery } from '@guildhall/messages/contract';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import {
  ApplicationResult,
  ApplicationWithTimeline,
  NamedAppeal,
  OpenAppealBody,
  PacketQuery,
} from './my-applications.dto.js';
import { MyApplicationsService } from './my-applications.service.js';

const own = object('applicationId', 'application');

/** The applicant's own applications. */
@ApiTags('me')
@Controller('v1/me/applications')
export class MyApplicationsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly service: MyApplicationsService,
  ) {}

  /** One's own applications, newest first. */
  @Get()
  @Access(applicants({ owned: self }))
  list(@Query() query: PageQuery): Promise<ApplicationPage> {
    return this.rpc.call(listMyApplications, query);
  }

  /** One of them, with the way that it takes and who decided what. */
  @Get(':applicationId')
  @Access(applicants({ owned: own }))
  get(@IdParam('applicationId') applicationId: string): Promise<ApplicationWithTimeline> {
    return this.service.get(applicationId);
  }

  /**
   * How it was decided, once a person has: who decided and why, and what lay before them. For each criterion the level with what it
   * means, one's own words with where to hear them, and what would have raised it. Of others it says nothing.
   */
  @Get(':applicationId/result')
  @Access(applicants({ owned: own }))
  result(@IdParam('applicationId') applicationId: string): Promise<ApplicationResult> {
    return this.service.result(applicationId);
  }

  /** The same as a file to keep, a PDF. */
  @Get(':applicationId/result/packet')
  @Access(applicants({ owned: own }))
  async packet(
    @IdParam('applicationId') applicationId: string,
    @Query() { language = 'en' }: PacketQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pdf = await this.service.packet(applicationId, language);
    await reply
      .header('Content-Type', 'application/pdf')
      .header('Content-Disposition', `attachment; filename="decision-${applicationId}-${language}.pdf"`)
      .header('Cache-Control', 'private, no-store')
      .send(pdf);
  }

  /**
   * Asks for another look, once, within some weeks of a decision "not selected": the answers are compared anew, and a person answers who
   * neither decided nor has seen the first result. Why is one's own to say or not; it is deleted with the recordings.
   */
  @Post(':applicationId/appeal')
  @Access(applicants({ owned: own }))
  appeal(@IdParam('applicationId') applicationId: string, @Body() body: OpenAppealBody): Promise<NamedAppeal> {
    return this.service.appeal(applicationId, body);
  }

  /** Takes it back; the interview ends with it. */
  @Post(':applicationId/withdraw')
  @HttpCode(200)
  @Access(applicants({ owned: own }))
  withdraw(@IdParam('applicationId') applicationId: string): Promise<Application> {
    return this.rpc.call(withdrawApplication, { applicationId });
  }
}
