import type { CallContext } from '@guildhall/messages/contract';
import {
  type Answer,
  type ChooseTakeInput,
  chooseTake,
  confirmTranscripts,
  type Interview,
  type InterviewRef,
  submitInterview,
  type WriteAnswerInput,
  writeAnswer,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { AnswerService } from './answer.service.js';
import { InterviewCommands } from './interview-commands.js';
import { SubmissionService } from './submission.service.js';

/** What applicants do with their answers, apart from recording them. */
@Controller()
export class AnswerRpcController {
  constructor(
    private readonly answers: AnswerService,
    private readonly submissions: SubmissionService,
    private readonly commands: InterviewCommands,
  ) {}

  @HandleRpc(writeAnswer)
  async write(input: WriteAnswerInput, context: CallContext): Promise<Interview> {
    return await this.commands.run(input, context, (tx) => this.answers.write(tx, input, context));
  }

  @HandleRpc(chooseTake)
  async choose(input: ChooseTakeInput, context: CallContext): Promise<Answer> {
    const interview = await this.commands.run(input, context, (tx) => this.answers.choose(tx, input, context));
    return interview.questions.find(({ id }) => id === input.questionId)!.answer!;
  }

  @HandleRpc(submitInterview)
  async submit(input: InterviewRef, context: CallContext): Promise<Interview> {
    return await this.commands.run(input, context, (tx) => this.submissions.submit(tx, input.interviewId, context));
  }

  @HandleRpc(confirmTranscripts)
  async confirmTranscripts(input: InterviewRef, context: CallContext): Promise<Interview> {
    return await this.commands.run(input, context, (tx) =>
      this.submissions.confirmTranscripts(tx, input.interviewId, context),
    );
  }
}
