import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, runOnce, type Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type CorrectSentenceInput,
  correctSentence,
  getMyTranscripts,
  getTranscripts,
  type InterviewRef,
  type ReportMistakeInput,
  reportMistake,
  type StaffInterviewRef,
  type Transcript,
  type TranscriptSentenceRef,
  type Transcripts,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller, Inject } from '@nestjs/common';
import { interviewNotFound } from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { isApplicantOf } from '../interview/interview.service.js';
import { InterviewAccess } from '../interview/interview-access.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { CorrectionService } from './correction.service.js';
import { TranscriptViews } from './transcript-views.js';

@Controller()
export class TranscriptRpcController {
  constructor(
    private readonly database: Database,
    private readonly interviews: InterviewRepository,
    private readonly views: TranscriptViews,
    private readonly corrections: CorrectionService,
    private readonly access: InterviewAccess,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleRpc(getMyTranscripts)
  async listMine(input: InterviewRef, context: CallContext): Promise<Transcripts> {
    const interview = await this.interviews.find(input.interviewId);
    if (!interview || !isApplicantOf(interview, context)) throw interviewNotFound();
    return { transcripts: await this.views.ofInterview(interview) };
  }

  @HandleRpc(getTranscripts)
  async list(input: StaffInterviewRef, context: CallContext): Promise<Transcripts> {
    const interview = await this.access.requireForStaff(input.applicationId, context);
    return await this.database.transaction(async (tx) => {
      await this.facts.note(tx, 'transcripts.read', interview.id, context, this.clock.now());
      return { transcripts: await this.views.ofInterview(interview, tx) };
    });
  }

  @HandleRpc(correctSentence)
  async correct(input: CorrectSentenceInput, context: CallContext): Promise<Transcript> {
    return await this.run(input, context, (tx) => this.corrections.correct(tx, input, context));
  }

  @HandleRpc(reportMistake)
  async reportMistake(input: ReportMistakeInput, context: CallContext): Promise<Transcript> {
    return await this.run(input, context, (tx) => this.corrections.reportMistake(tx, input, context));
  }

  /** One command: its effect and the transcript as it stands after it, remembered together under the idempotency key. */
  private async run(
    { interviewId, transcriptId }: TranscriptSentenceRef,
    context: CallContext,
    effect: (tx: Tx) => Promise<void>,
  ): Promise<Transcript> {
    return await runOnce(this.database, context, async (tx) => {
      await effect(tx);
      const interview = await this.interviews.find(interviewId, tx);
      const transcripts = await this.views.ofInterview(interview!, tx);
      return transcripts.find(({ id }) => id === transcriptId)!;
    });
  }
}
