import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import type { CallContext } from '@guildhall/messages/contract';
import { consentGranted, consentWithdrawn, type GrantConsentInput } from '@guildhall/messages/interviews';
import { Inject, Injectable } from '@nestjs/common';
import type { InterviewEntity } from '../interview/interview.entity.js';
import {
  consentRequired,
  consentTextOutdated,
  interviewExpired,
  interviewWrongState,
} from '../interview/interview.errors.js';
import { InterviewRepository } from '../interview/interview.repository.js';
import { InterviewService } from '../interview/interview.service.js';
import { InterviewFacts } from '../interview/interview-facts.js';
import { ConsentRepository } from './consent.repository.js';
import { currentConsentText } from './consent-texts.js';

/** The hard gate: without a consent that stands, nothing is recorded and nothing is evaluated by AI. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly consents: ConsentRepository,
    private readonly interviews: InterviewRepository,
    private readonly service: InterviewService,
    private readonly facts: InterviewFacts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async grant(tx: Tx, input: GrantConsentInput, context: CallContext): Promise<void> {
    const interview = await this.service.lockMine(tx, input.interviewId, context);
    const at = this.clock.now();
    if (at >= interview.deadlineAt) throw interviewExpired(interview);
    const text = currentConsentText();
    if (input.textVersion !== text.version || input.textSha256 !== text.sha256) {
      throw consentTextOutdated(interview.id, text.version);
    }
    const earlier = await this.consents.latest(interview.id, tx);
    if (!(await this.interviews.move(tx, interview.id, 'consent'))) {
      throw interviewWrongState(interview, 'consent is given once, at its beginning.');
    }
    await this.consents.add(tx, {
      interviewId: interview.id,
      number: (earlier?.number ?? 0) + 1,
      textVersion: text.version,
      textSha256: text.sha256,
      grantedAt: at,
      withdrawnAt: null,
    });
    await this.facts.publish(tx, consentGranted, interview, {}, context, at);
  }

  /**
   * Takes the consent back, whenever that is: the evaluation stops, a result leaves the ranks, and a person takes over
   * unless one has it already or the interview is over.
   */
  async withdraw(tx: Tx, interviewId: string, context: CallContext): Promise<void> {
    const interview = await this.service.lockMine(tx, interviewId, context);
    if (!(await this.takeBack(tx, interview, context))) throw consentRequired(interviewId);
  }

  /**
   * For a caller that holds the interview's lock.
   * @returns whether there was a consent to take back
   */
  async takeBack(tx: Tx, interview: InterviewEntity, context: CallContext): Promise<boolean> {
    const at = this.clock.now();
    if (!(await this.consents.withdraw(tx, interview.id, at))) return false;
    await this.facts.publish(tx, consentWithdrawn, interview, {}, context, at);
    await this.service.giveToPerson(tx, interview, 'asked_for_a_person', context);
    return true;
  }

  /** @throws AppError `consent_required` where there is none, or none any more */
  async require(tx: Tx, interview: InterviewEntity): Promise<void> {
    if (!(await this.stands(tx, interview.id))) throw consentRequired(interview.id);
  }

  async stands(tx: Tx, interviewId: string): Promise<boolean> {
    const consent = await this.consents.latest(interviewId, tx);
    return consent !== null && consent.withdrawnAt === null;
  }
}
