import type { Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import { interviewInsufficientData, type StoredProblem } from '@guildhall/messages/interviews';
import { Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { AnswerRefusals } from '../recording/answer-refusals.js';
import { RecordingRepository } from '../recording/recording.repository.js';
import type { GateFailure, GateReason } from './gates.js';
import { type HoldReason, holdReasonWords, type Outcome } from './outcome.js';
import type { ScorecardDraft } from './scorecard.js';

/** Why an answer was not judged, where recording it again can mend that. */
const mendable: ReadonlySet<GateReason> = new Set([
  'too_little_speech',
  'recognition_unsure',
  'transcript_implausible',
]);

/** Lets an interview whose result is held out wait for a person, or for the applicant's next try. */
@Injectable()
export class HeldOutInterviews {
  constructor(
    private readonly interviews: InterviewRepository,
    private readonly recordings: RecordingRepository,
    private readonly refusals: AnswerRefusals,
    private readonly facts: InterviewFacts,
  ) {}

  /** @returns the code of the most telling reason */
  async hold(
    tx: Tx,
    interview: InterviewEntity,
    outcome: Extract<Outcome, { kind: 'held_out' }>,
    draft: ScorecardDraft,
    context: CallContext,
    at: Date,
  ): Promise<HoldReason> {
    const reason = outcome.holdReasons[0]!;
    const problem = problemOf(reason);
    if (outcome.status === 'needs_human') {
      await this.interviews.move(tx, interview.id, 'handToPerson', { problem });
      return reason;
    }
    await this.interviews.move(tx, interview.id, 'findInsufficient', { problem });
    await this.facts.publish(tx, interviewInsufficientData, interview, { reason }, context, at);
    for (const failure of draft.gate) await this.refuseAnswer(tx, interview, failure, context, at);
    return reason;
  }

  private async refuseAnswer(
    tx: Tx,
    interview: InterviewEntity,
    { question, reason }: GateFailure,
    context: CallContext,
    at: Date,
  ): Promise<void> {
    if (question === null || !mendable.has(reason)) return;
    const answer = await this.recordings.answerTo(tx, interview.id, question);
    if (answer) await this.refusals.refuse(tx, interview, answer, problemOf(reason), context, at);
  }
}

/** A reason in the form in which it is kept with an interview or an answer. */
function problemOf(code: HoldReason): StoredProblem {
  const words = code.replaceAll('_', ' ');
  return { code, title: words[0]!.toUpperCase() + words.slice(1), detail: holdReasonWords[code] };
}
