import { applicants, object } from '@guildhall/auth';
import {
  adjustMyInterview,
  chooseHumanPath,
  getMyInterview,
  grantConsent,
  IntegritySignal,
  IntegritySignals,
  Interview,
  listMySignals,
  noteSignal,
  submitInterview,
  withdrawConsent,
} from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { AdjustMyInterviewBody, GrantConsentBody, NoteSignalBody } from './interviews.dto.js';

const own = applicants({ owned: object('interviewId', 'interview') });

/** The applicant's own interview, from consent to the submission. */
@ApiTags('interviews')
@Controller('v1/interviews/:interviewId')
export class InterviewsController {
  constructor(private readonly rpc: RpcClient) {}

  /** The interview with its questions, answers and takes. */
  @Get()
  @Access(own)
  get(@IdParam('interviewId') interviewId: string): Promise<Interview> {
    return this.rpc.call(getMyInterview, { interviewId });
  }

  /** Agrees to the text that was shown; without it nothing is recorded. */
  @Post('consent')
  @HttpCode(200)
  @Access(own)
  grantConsent(@IdParam('interviewId') interviewId: string, @Body() body: GrantConsentBody): Promise<Interview> {
    return this.rpc.call(grantConsent, { ...body, interviewId });
  }

  /** Takes the consent back; the interview goes to a person. */
  @Post('consent/withdraw')
  @HttpCode(200)
  @Access(own)
  withdrawConsent(@IdParam('interviewId') interviewId: string): Promise<Interview> {
    return this.rpc.call(withdrawConsent, { interviewId });
  }

  /** A person instead of AI, for any reason or none. */
  @Post('human-path')
  @HttpCode(200)
  @Access(own)
  chooseHumanPath(@IdParam('interviewId') interviewId: string): Promise<Interview> {
    return this.rpc.call(chooseHumanPath, { interviewId });
  }

  /** Half as much again of time at once, and a request to a person for whatever else makes the interview work. */
  @Post('adjustments')
  @HttpCode(200)
  @Access(own)
  adjust(@IdParam('interviewId') interviewId: string, @Body() body: AdjustMyInterviewBody): Promise<Interview> {
    return this.rpc.call(adjustMyInterview, { ...body, interviewId });
  }

  /** What the page noticed while the interview was open; it changes no score. */
  @Post('signals')
  @Access(own)
  noteSignal(@IdParam('interviewId') interviewId: string, @Body() body: NoteSignalBody): Promise<IntegritySignal> {
    return this.rpc.call(noteSignal, { ...body, interviewId });
  }

  /** All that was noted, oldest first. */
  @Get('signals')
  @Access(own)
  listSignals(@IdParam('interviewId') interviewId: string): Promise<IntegritySignals> {
    return this.rpc.call(listMySignals, { interviewId });
  }

  /** Hands the answers in; the chosen takes count from here on. */
  @Post('submit')
  @HttpCode(200)
  @Access(own)
  submit(@IdParam('interviewId') interviewId: string): Promise<Interview> {
    return this.rpc.call(submitInterview, { interviewId });
  }
}
