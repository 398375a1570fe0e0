import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import { type AddressProved, addressProved } from '@guildhall/messages/accounts';
import {
  type AppealConcluded,
  appealConcluded,
  type InterviewFact,
  type InterviewHumanPath,
  type InterviewInsufficientData,
  interviewHumanPath,
  interviewInsufficientData,
  interviewStarted,
  type ScoreFact,
  scoreNeedsReview,
  scoreReady,
} from '@guildhall/messages/interviews';
import { currentContext } from '@guildhall/observability';
import { Injectable } from '@nestjs/common';
import { ApplicationService } from './application.service.js';

/** What other services tell that moves an application on. */
@Injectable()
export class OnProgress {
  constructor(private readonly service: ApplicationService) {}

  @OnEvent(addressProved)
  async submit(event: HandledEvent<AddressProved>, tx: Tx): Promise<void> {
    await this.service.submitProvedBy(tx, event.data.personId, currentContext());
  }

  @OnEvent(interviewStarted)
  async start(event: HandledEvent<InterviewFact>, tx: Tx): Promise<void> {
    await this.service.follow(tx, event.data.applicationId, 'startInterview', currentContext());
  }

  @OnEvent(scoreReady)
  @OnEvent(scoreNeedsReview)
  async evaluate(event: HandledEvent<ScoreFact>, tx: Tx): Promise<void> {
    await this.evaluated(event.data, tx);
  }

  /** Without a score a person has to see to it, and may then decide. */
  @OnEvent(interviewHumanPath)
  async humanPath(event: HandledEvent<InterviewHumanPath>, tx: Tx): Promise<void> {
    await this.evaluated(event.data, tx);
  }

  @OnEvent(interviewInsufficientData)
  async insufficient(event: HandledEvent<InterviewInsufficientData>, tx: Tx): Promise<void> {
    await this.evaluated(event.data, tx);
  }

  /** A person has taken the decision back; somebody decides anew. */
  @OnEvent(appealConcluded)
  async appealed(event: HandledEvent<AppealConcluded>, tx: Tx): Promise<void> {
    const { outcome, applicationId } = event.data;
    if (outcome === 'changed') await this.service.follow(tx, applicationId, 'reopen', currentContext());
  }

  private async evaluated(fact: InterviewFact, tx: Tx): Promise<void> {
    await this.service.follow(tx, fact.applicationId, 'evaluate', currentContext());
  }
}
