import type { CallContext } from '@guildhall/messages/contract';
import {
  type AdjustInterviewInput,
  type AdjustMyInterviewInput,
  adjustInterview,
  adjustMyInterview,
  type Interview,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { InterviewAccess } from '../interview/interview-access.js';
import { InterviewCommands } from '../interview/interview-commands.js';
import { AdjustmentService } from './adjustment.service.js';

@Controller()
export class AdjustmentRpcController {
  constructor(
    private readonly access: InterviewAccess,
    private readonly service: AdjustmentService,
    private readonly commands: InterviewCommands,
  ) {}

  @HandleRpc(adjustMyInterview)
  async adjustMine(input: AdjustMyInterviewInput, context: CallContext): Promise<Interview> {
    return await this.commands.run(input, context, (tx) => this.service.adjustMine(tx, input, context));
  }

  @HandleRpc(adjustInterview)
  async adjust(input: AdjustInterviewInput, context: CallContext): Promise<Interview> {
    const { id: interviewId } = await this.access.requireForStaff(input.applicationId, context);
    return await this.commands.run({ interviewId }, context, (tx) =>
      this.service.adjust(tx, interviewId, input, context),
    );
  }
}
