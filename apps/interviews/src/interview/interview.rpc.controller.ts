import { Database } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import { type CallContext, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import {
  type FoundInterview,
  findMyInterview,
  getInterview,
  getMyInterview,
  type Interview,
  type InterviewDeadline,
  type InterviewPage,
  type InterviewRef,
  interviewDeadline,
  listMyInterviews,
  type StaffInterviewRef,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { asSeenBy } from '../adjustment/adjustment-view.js';
import { interviewNotFound } from './interview.errors.js';
import { InterviewRepository } from './interview.repository.js';
import { InterviewService, isApplicantOf } from './interview.service.js';
import { InterviewAccess } from './interview-access.js';
import { InterviewViews, summaryOf } from './interview-view.js';

@Controller()
export class InterviewRpcController {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly access: InterviewAccess,
    private readonly views: InterviewViews,
    private readonly service: InterviewService,
  ) {}

  @HandleRpc(getMyInterview)
  async getMine(input: InterviewRef, context: CallContext): Promise<Interview> {
    const interview = await this.interviews.find(input.interviewId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    return await this.views.of(interview.id);
  }

  @HandleRpc(findMyInterview)
  async findMine({ applicationId }: StaffInterviewRef, context: CallContext): Promise<FoundInterview> {
    const interview = await this.interviews.findByApplication(applicationId);
    if (!interview || !isApplicantOf(interview, context)) return { interview: null };
    return { interview: await this.views.of(interview.id) };
  }

  /** For the mailer: what a mail promises is true when it is sent. */
  @HandleRpc(interviewDeadline)
  async deadline({ interviewId }: InterviewRef, { actor }: CallContext): Promise<InterviewDeadline> {
    if (actor.kind !== 'service') throw new AppError('not_allowed', 'Deadlines are told to services alone.');
    const interview = await this.interviews.find(interviewId);
    if (!interview) throw interviewNotFound();
    return { deadlineAt: interview.deadlineAt.toISOString() };
  }

  @HandleRpc(listMyInterviews)
  async listMine(input: PageQuery, { actor }: CallContext): Promise<InterviewPage> {
    if (actor.kind !== 'applicant') return { data: [], nextCursor: null, hasMore: false };
    const { limit, after } = idCursor('int', input);
    const page = pageOf(await this.interviews.listOfPerson(actor.id, limit + 1, after), limit);
    return { ...page, data: page.data.map(summaryOf) };
  }

  @HandleRpc(getInterview)
  async get(input: StaffInterviewRef, context: CallContext): Promise<Interview> {
    const interview = await this.access.requireForStaff(input.applicationId, context);
    const view = await this.views.of(interview.id);
    await this.database.transaction((tx) => this.service.noteRead(tx, interview.id, context));
    return asSeenBy(context.actor, view);
  }
}
