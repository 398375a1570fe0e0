import { Database, runOnce, type Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import type { Interview, InterviewRef } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import { InterviewViews } from './interview-view.js';

@Injectable()
export class InterviewCommands {
  constructor(
    private readonly database: Database,
    private readonly views: InterviewViews,
  ) {}

  /** One command: its effect and the interview as it stands after it, remembered together under the idempotency key. */
  async run(
    { interviewId }: InterviewRef,
    context: CallContext,
    effect: (tx: Tx) => Promise<unknown>,
  ): Promise<Interview> {
    return await runOnce(this.database, context, async (tx) => {
      await effect(tx);
      return await this.views.of(interviewId, tx);
    });
  }
}
