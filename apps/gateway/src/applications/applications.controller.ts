import { object, staff } from '@guildhall/auth';
import {
  DecidedMany,
  decide,
  decideMany,
  getApplication,
  listApplications,
  type StaffApplication,
} from '@guildhall/messages/applicants';
import {
  adjustInterview,
  getInterview,
  getTranscripts,
  IntegritySignals,
  Interview,
  listSignals,
  readScorecard,
  Scorecard,
  Transcripts,
} from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, Headers, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { ApplicantNames } from '../people/applicant-names.js';
import { IdParam } from '../request/id-parameters.js';
import { etagOf, versionOf } from '../request/if-match.js';
import {
  AdjustInterviewBody,
  ApplicationsQuery,
  DecideBody,
  DecideManyBody,
  NamedApplicationPage,
  NamedStaffApplication,
} from './applications.dto.js';

const own = object('applicationId', 'application');

/**
 * Applications for the recruiters on their openings. Not for reviewers: names, decisions and how far an interview came are what they
 * judge without; what they read and hear of it stands in their review.
 */
@ApiTags('applications')
@Controller('v1')
export class ApplicationsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: ApplicantNames,
  ) {}

  /** The proved applications for an opening, newest first. */
  @Get('openings/:openingId/applications')
  @Access(staff(['recruiter'], { scope: 'applications:read', owned: object('openingId', 'opening') }))
  async list(
    @IdParam('openingId') openingId: string,
    @Query() query: ApplicationsQuery,
    @Caller() caller: SignedIn,
  ): Promise<NamedApplicationPage> {
    const page = await this.rpc.call(listApplications, { ...query, openingId });
    return { ...page, data: await this.names.withName(page.data, caller) };
  }

  /** One application with its decisions; the ETag is for deciding. */
  @Get('applications/:applicationId')
  @Access(staff(['recruiter'], { scope: 'applications:read', owned: own }))
  async get(
    @IdParam('applicationId') applicationId: string,
    @Caller() caller: SignedIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NamedStaffApplication> {
    return await this.shown(await this.rpc.call(getApplication, { applicationId }), caller, reply);
  }

  /** Advances, holds or does not select an applicant, by name and with a reason. */
  @Post('applications/:applicationId/decisions')
  @Access(staff(['recruiter'], { owned: own }))
  async decide(
    @IdParam('applicationId') applicationId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Body() body: DecideBody,
    @Caller() caller: SignedIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NamedStaffApplication> {
    const expectedVersion = versionOf(ifMatch);
    return await this.shown(await this.rpc.call(decide, { ...body, applicationId, expectedVersion }), caller, reply);
  }

  /** Decides alike about several applications of an opening, each by the rules of a single decision; says of each refusal why. */
  @Post('openings/:openingId/decisions')
  @HttpCode(200)
  @Access(staff(['recruiter'], { owned: object('openingId', 'opening') }))
  decideMany(@IdParam('openingId') openingId: string, @Body() body: DecideManyBody): Promise<DecidedMany> {
    return this.rpc.call(decideMany, { ...body, openingId });
  }

  /** The interview of an application. */
  @Get('applications/:applicationId/interview')
  @Access(staff(['recruiter'], { owned: own }))
  getInterview(@IdParam('applicationId') applicationId: string): Promise<Interview> {
    return this.rpc.call(getInterview, { applicationId });
  }

  /** Grants what makes the interview work for the applicant, until it is submitted; time can only be raised. */
  @Post('applications/:applicationId/interview/adjustments')
  @HttpCode(200)
  @Access(staff(['recruiter'], { owned: own }))
  adjustInterview(
    @IdParam('applicationId') applicationId: string,
    @Body() body: AdjustInterviewBody,
  ): Promise<Interview> {
    return this.rpc.call(adjustInterview, { ...body, applicationId });
  }

  /** What the applicant's page noticed during the interview, oldest first. It is no part of the result. */
  @Get('applications/:applicationId/signals')
  @Access(staff(['recruiter'], { owned: own }))
  getSignals(@IdParam('applicationId') applicationId: string): Promise<IntegritySignals> {
    return this.rpc.call(listSignals, { applicationId });
  }

  /** What the applicant said, word by word with times. */
  @Get('applications/:applicationId/transcripts')
  @Access(staff(['recruiter'], { owned: own }))
  getTranscripts(@IdParam('applicationId') applicationId: string): Promise<Transcripts> {
    return this.rpc.call(getTranscripts, { applicationId });
  }

  /** Looks at the result; the reader is recorded, as a decision may ask for it. Reviewers see it in their review, once they have rated. */
  @Post('applications/:applicationId/scorecard/readings')
  @HttpCode(200)
  @Access(staff(['recruiter'], { owned: own }))
  readScorecard(@IdParam('applicationId') applicationId: string): Promise<Scorecard> {
    return this.rpc.call(readScorecard, { applicationId });
  }

  private async shown(
    application: StaffApplication,
    caller: SignedIn,
    reply: FastifyReply,
  ): Promise<NamedStaffApplication> {
    void reply.header('ETag', etagOf(application.version));
    const [named] = await this.names.withName([application], caller);
    const deciders = application.decisions.map((decision) => ({ decision, personId: decision.decidedBy }));
    const decided = await this.names.withName(deciders, caller);
    return { ...named!, decisions: decided.map(({ decision, name }) => ({ ...decision, decidedByName: name })) };
  }
}
