import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import type { ChooseTakeInput, WriteAnswerInput } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { ConsentService } from '../consent/consent.service.js';
import { questionNotFound, takeNotFound, takeWrongState } from '../recording/recording.errors.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import { TakeService } from '../recording/take.service.js';
import { InterviewService } from './interview.service.js';
import { InterviewFacts } from './interview-facts.js';

/** What the applicant settles about an answer: which take counts, or a text instead of any. */
@Injectable()
export class AnswerService {
  constructor(
    private readonly recordings: RecordingRepository,
    private readonly service: InterviewService,
    private readonly takes: TakeService,
    private readonly consents: ConsentService,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async choose(tx: Tx, input: ChooseTakeInput, context: CallContext): Promise<void> {
    const interview = await this.service.lockMine(tx, input.interviewId, context);
    this.service.requireAnswerable(interview);
    const answer = await this.recordings.answerTo(tx, interview.id, input.questionId);
    if (!answer) throw questionNotFound();
    const take = await this.recordings.findTake(input.takeId, tx);
    if (!take || take.answerId !== answer.id) throw takeNotFound();
    if (['open', 'discarded', 'rejected'].includes(take.state)) {
      throw takeWrongState(take, 'only a completed take can be chosen.');
    }
    const choice = { kind: 'recorded', state: 'answered', chosenTakeId: take.id, problem: null } as const;
    await this.recordings.changeAnswer(tx, answer.id, choice);
    await this.service.begin(tx, interview, context);
    await this.facts.note(tx, 'take.chosen', take.id, context, this.clock.now());
  }

  /** The recorded takes of the question stay, and count again once one of them is chosen. */
  async write(tx: Tx, input: WriteAnswerInput, context: CallContext): Promise<void> {
    const interview = await this.service.lockMine(tx, input.interviewId, context);
    this.service.requireAnswerable(interview);
    await this.consents.require(tx, interview);
    const question = await this.takes.requireQuestion(tx, interview, input.questionId);
    const answer = await this.takes.answerFor(tx, interview.id, question.id);
    const text = { kind: 'written', chosenTakeId: null, writtenText: input.text } as const;
    await this.recordings.changeAnswer(tx, answer.id, { ...text, state: 'answered', problem: null });
    await this.service.begin(tx, interview, context);
    await this.facts.note(tx, 'answer.written', answer.id, context, this.clock.now());
  }
}
