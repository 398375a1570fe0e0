import type { CallContext } from '@guildhall/messages/contract';
import {
  chooseHumanPath,
  type GrantConsentInput,
  grantConsent,
  type Interview,
  type InterviewRef,
  withdrawConsent,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { InterviewService } from '../interview/interview.service.js';
import { InterviewCommands } from '../interview/interview-commands.js';
import { ConsentService } from './consent.service.js';

/** Whether AI may evaluate: consent, its withdrawal, and a person instead. */
@Controller()
export class ConsentRpcController {
  constructor(
    private readonly consents: ConsentService,
    private readonly interviews: InterviewService,
    private readonly commands: InterviewCommands,
  ) {}

  @HandleRpc(grantConsent)
  async grant(input: GrantConsentInput, context: CallContext): Promise<Interview> {
    return await this.commands.run(input, context, (tx) => this.consents.grant(tx, input, context));
  }

  @HandleRpc(withdrawConsent)
  async withdraw(input: InterviewRef, context: CallContext): Promise<Interview> {
    return await this.commands.run(input, context, (tx) => this.consents.withdraw(tx, input.interviewId, context));
  }

  @HandleRpc(chooseHumanPath)
  async chooseHumanPath(input: InterviewRef, context: CallContext): Promise<Interview> {
    return await this.commands.run(input, context, (tx) =>
      this.interviews.askForPerson(tx, input.interviewId, context),
    );
  }
}
