import { Database, runOnce, type Tx } from '@guildhall/database';
import type { CallContext, PageQuery } from '@guildhall/messages/contract';
import {
  type Answer,
  type ChooseTakeInput,
  chooseHumanPath,
  chooseTake,
  confirmTranscripts,
  type GrantConsentInput,
  getInterview,
  getMyInterview,
  grantConsent,
  type Interview,
  type InterviewPage,
  type InterviewRef,
  listMyInterviews,
  type StaffInterviewRef,
  submitInterview,
  type WriteAnswerInput,
  withdrawConsent,
  writeAnswer,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { ConsentService } from '../consent/consent.service.js';
import { interviewNotFound, interviewWrongState } from './interview.errors.js';
import { InterviewRepository } from './interview.repository.js';
import { InterviewService, isApplicantOf } from './interview.service.js';
import { InterviewAccess } from './interview-access.js';
import { InterviewProgress } from './interview-progress.js';
import { InterviewViews, summaryOf } from './interview-view.js';
import { SubmissionService } from './submission.service.js';

const defaultPageLimit = 50;

@Controller()
export class InterviewRpcController {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly service: InterviewService,
    private readonly consents: ConsentService,
    private readonly submissions: SubmissionService,
    private readonly progress: InterviewProgress,
    private readonly access: InterviewAccess,
    private readonly views: InterviewViews,
  ) {}

  @HandleRpc(getMyInterview)
  async getMine(input: InterviewRef, context: CallContext): Promise<Interview> {
    const interview = await this.interviews.find(input.interviewId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    return await this.views.of(interview.id);
  }

  @HandleRpc(listMyInterviews)
  async listMine(input: PageQuery, context: CallContext): Promise<InterviewPage> {
    if (context.actor.kind !== 'applicant') return { data: [], nextCursor: null, hasMore: false };
    const limit = input.limit ?? defaultPageLimit;
    const rows = await this.interviews.listOfPerson(context.actor.id, limit + 1, input.cursor ?? null);
    const data = rows.slice(0, limit).map(summaryOf);
    const hasMore = rows.length > limit;
    return { data, nextCursor: hasMore ? data.at(-1)!.id : null, hasMore };
  }

  @HandleRpc(getInterview)
  async get(input: StaffInterviewRef, context: CallContext): Promise<Interview> {
    const interview = await this.access.requireForStaff(input.applicationId, context);
    return await this.views.of(interview.id);
  }

  @HandleRpc(grantConsent)
  async grantConsent(input: GrantConsentInput, context: CallContext): Promise<Interview> {
    return await this.change(input, context, (tx) => this.consents.grant(tx, input, context));
  }

  @HandleRpc(withdrawConsent)
  async withdrawConsent(input: InterviewRef, context: CallContext): Promise<Interview> {
    return await this.change(input, context, (tx) => this.consents.withdraw(tx, input.interviewId, context));
  }

  @HandleRpc(chooseHumanPath)
  async chooseHumanPath(input: InterviewRef, context: CallContext): Promise<Interview> {
    return await this.change(input, context, async (tx) => {
      const interview = await this.service.lockMine(tx, input.interviewId, context);
      await this.service.takeHumanPath(tx, interview, 'asked_for_a_person', context);
    });
  }

  @HandleRpc(writeAnswer)
  async writeAnswer(input: WriteAnswerInput, context: CallContext): Promise<Interview> {
    return await this.change(input, context, (tx) => this.submissions.write(tx, input, context));
  }

  @HandleRpc(chooseTake)
  async chooseTake(input: ChooseTakeInput, context: CallContext): Promise<Answer> {
    const interview = await this.change(input, context, (tx) => this.submissions.choose(tx, input, context));
    return interview.questions.find(({ id }) => id === input.questionId)!.answer!;
  }

  @HandleRpc(submitInterview)
  async submit(input: InterviewRef, context: CallContext): Promise<Interview> {
    return await this.change(input, context, (tx) => this.submissions.submit(tx, input.interviewId, context));
  }

  @HandleRpc(confirmTranscripts)
  async confirmTranscripts(input: InterviewRef, context: CallContext): Promise<Interview> {
    return await this.change(input, context, async (tx) => {
      const interview = await this.service.lockMine(tx, input.interviewId, context);
      if (!(await this.progress.startScoring(tx, interview.id, context))) {
        throw interviewWrongState(interview, 'transcripts can be confirmed while they are being checked.');
      }
    });
  }

  /** One command: its effect and the interview as it stands after it, remembered together under the idempotency key. */
  private async change(
    input: InterviewRef,
    context: CallContext,
    effect: (tx: Tx) => Promise<unknown>,
  ): Promise<Interview> {
    return await runOnce(this.database, context, async (tx) => {
      await effect(tx);
      return await this.views.of(input.interviewId, tx);
    });
  }
}
