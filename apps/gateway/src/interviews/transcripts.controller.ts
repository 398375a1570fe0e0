import { applicants, object } from '@guildhall/auth';
import {
  confirmTranscripts,
  correctSentence,
  getMyTranscripts,
  Interview,
  reportMistake,
  Transcript,
  Transcripts,
} from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam } from '../request/id-parameters.js';
import { CorrectSentenceBody, ReportMistakeBody } from './interviews.dto.js';

const own = applicants({ owned: object('interviewId', 'interview') });

/** What was heard in an applicant's answers, and what they say of it. */
@ApiTags('interviews')
@Controller('v1/interviews/:interviewId/transcripts')
export class TranscriptsController {
  constructor(private readonly rpc: RpcClient) {}

  /** What was understood of one's answers, with one's corrections. */
  @Get()
  @Access(own)
  list(@IdParam('interviewId') interviewId: string): Promise<Transcripts> {
    return this.rpc.call(getMyTranscripts, { interviewId });
  }

  /** Ends the time for checking the transcripts early. */
  @Post('confirm')
  @HttpCode(200)
  @Access(own)
  confirm(@IdParam('interviewId') interviewId: string): Promise<Interview> {
    return this.rpc.call(confirmTranscripts, { interviewId });
  }

  /** Mends what was misheard in one sentence; null goes back to what was heard. Words that were not heard do not count. */
  @Post(':transcriptId/corrections')
  @HttpCode(200)
  @Access(own)
  correct(
    @IdParam('interviewId') interviewId: string,
    @IdParam('transcriptId') transcriptId: string,
    @Body() body: CorrectSentenceBody,
  ): Promise<Transcript> {
    return this.rpc.call(correctSentence, { ...body, interviewId, transcriptId });
  }

  /** Once the time for corrections is over: tells the reviewers what is wrong in a sentence. */
  @Post(':transcriptId/mistakes')
  @HttpCode(200)
  @Access(own)
  reportMistake(
    @IdParam('interviewId') interviewId: string,
    @IdParam('transcriptId') transcriptId: string,
    @Body() body: ReportMistakeBody,
  ): Promise<Transcript> {
    return this.rpc.call(reportMistake, { ...body, interviewId, transcriptId });
  }
}
