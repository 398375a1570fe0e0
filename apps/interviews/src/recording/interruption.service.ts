import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import {
  type Interruption,
  type InterruptTakeInput,
  interviewInterrupted,
  mostInterruptions,
  type TakeState,
} from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewService } from '../interview/interview.service.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { judgeInterruption } from './interruption.js';
import { takeWrongState } from './recording.errors.js';
import { TakeService } from './take.service.js';
import { TakeInterruptionRepository } from './take-interruption.repository.js';

/** States in which a take holds nothing that was acknowledged. */
const unfinished: readonly TakeState[] = ['open', 'discarded'];

/** What broke while somebody recorded, as their page tells it. */
@Injectable()
export class InterruptionService {
  constructor(
    private readonly takes: TakeService,
    private readonly interruptions: TakeInterruptionRepository,
    private readonly interviews: InterviewService,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Beyond the limit the answer is the same, and nothing more is kept: a page that breaks in a loop still learns what to do. */
  async interrupt(tx: Tx, input: InterruptTakeInput, context: CallContext): Promise<Interruption> {
    const { interview, answer, take } = await this.takes.lockTake(tx, input.takeId, context);
    if (!unfinished.includes(take.state))
      throw takeWrongState(take, 'what was completed can no longer be interrupted.');
    this.interviews.requireAnswerable(interview);
    const { kind, atSeconds } = input;
    const number = (await this.interruptions.count(tx, take.id)) + 1;
    if (number <= mostInterruptions) {
      const at = this.clock.now();
      await this.interruptions.add(tx, { takeId: take.id, number, kind, atSeconds, notedAt: at });
      const fact = { takeId: take.id, questionId: answer.questionId, kind };
      await this.facts.publish(tx, interviewInterrupted, interview, fact, context, at);
    }
    return judgeInterruption({ kind, atSeconds, take: take.state, interruptions: number });
  }
}
