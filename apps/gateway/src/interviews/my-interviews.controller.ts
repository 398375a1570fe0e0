import { applicants, self } from '@guildhall/auth';
import { PageQuery } from '@guildhall/messages/contract';
import { InterviewPage, listMyInterviews } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';

@ApiTags('me')
@Controller('v1/me/interviews')
export class MyInterviewsController {
  constructor(private readonly rpc: RpcClient) {}

  /** One's own interviews, newest first. */
  @Get()
  @Access(applicants({ owned: self }))
  list(@Query() query: PageQuery): Promise<InterviewPage> {
    return this.rpc.call(listMyInterviews, query);
  }
}
