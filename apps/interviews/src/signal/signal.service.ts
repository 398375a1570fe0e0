import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import { AppError } from '@guildhall/errors';
import type { CallContext } from '@guildhall/messages/contract';
import { mostSignals, type NoteSignalInput } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import { InterviewService } from '../interview/interview.service.js';
import { TakeService } from '../recording/take.service.js';
import type { IntegritySignalEntity } from './integrity-signal.entity.js';
import { IntegritySignalRepository } from './integrity-signal.repository.js';

/** What an applicant's page noticed: shown to them and to recruiters as it is, kept apart from everything that scores. */
@Injectable()
export class SignalService {
  constructor(
    private readonly signals: IntegritySignalRepository,
    private readonly interviews: InterviewService,
    private readonly takes: TakeService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError where answers are over, for a question that the plan does not have, and `conflict` beyond the limit */
  async note(tx: Tx, input: NoteSignalInput, context: CallContext): Promise<IntegritySignalEntity> {
    const interview = await this.interviews.lockMine(tx, input.interviewId, context);
    this.interviews.requireAnswerable(interview);
    if (input.questionId !== undefined) await this.takes.requireQuestion(tx, interview, input.questionId);
    const before = await this.signals.count(tx, interview.id);
    if (before >= mostSignals) throw signalsFull(interview.id);
    const signal: IntegritySignalEntity = {
      interviewId: interview.id,
      number: before + 1,
      kind: input.kind,
      questionId: input.questionId ?? null,
      seconds: input.seconds ?? null,
      notedAt: this.clock.now(),
    };
    await this.signals.add(tx, signal);
    return signal;
  }
}

function signalsFull(interviewId: string): AppError {
  return new AppError(
    'conflict',
    `Interview ${interviewId} has ${mostSignals} signals, and no more are kept; go on with the interview.`,
    { details: { interviewId } },
  );
}
