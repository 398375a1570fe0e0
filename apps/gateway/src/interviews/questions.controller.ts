import { applicants, object } from '@guildhall/auth';
import { Answer, chooseTake, Interview, StartedTake, startTake, writeAnswer } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { IdParam, QuestionIdParam } from '../request/id-parameters.js';
import { ChooseTakeBody, WriteAnswerBody } from './interviews.dto.js';

const own = applicants({ owned: object('interviewId', 'interview') });

/** Answering one question. */
@ApiTags('interviews')
@Controller('v1/interviews/:interviewId/questions/:questionId')
export class QuestionsController {
  constructor(private readonly rpc: RpcClient) {}

  /** A new take; its segments are then uploaded by tus at /v1/uploads. */
  @Post('takes')
  @Access(own)
  startTake(@IdParam('interviewId') interviewId: string, @QuestionIdParam() questionId: string): Promise<StartedTake> {
    return this.rpc.call(startTake, { interviewId, questionId });
  }

  /** The take that counts, instead of the last completed one. */
  @Post('choice')
  @HttpCode(200)
  @Access(own)
  choose(
    @IdParam('interviewId') interviewId: string,
    @QuestionIdParam() questionId: string,
    @Body() body: ChooseTakeBody,
  ): Promise<Answer> {
    return this.rpc.call(chooseTake, { ...body, interviewId, questionId });
  }

  /** Answers in writing instead. */
  @Post('written')
  @HttpCode(200)
  @Access(own)
  write(
    @IdParam('interviewId') interviewId: string,
    @QuestionIdParam() questionId: string,
    @Body() body: WriteAnswerBody,
  ): Promise<Interview> {
    return this.rpc.call(writeAnswer, { ...body, interviewId, questionId });
  }
}
