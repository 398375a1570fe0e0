import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import { type MailRequested, mailRequested } from '@guildhall/messages/accounts';
import {
  type ApplicationDecided,
  type ApplicationDecisionOverdue,
  type ApplicationReceivedEvent,
  type ApplicationWithdrawn,
  applicationAdvanced,
  applicationDecisionOverdue,
  applicationNotSelected,
  applicationReceived,
  applicationWithdrawn,
} from '@guildhall/messages/applicants';
import { type ContractFact, contractSealed, contractSent, signingCodeRequested } from '@guildhall/messages/contracts';
import {
  type AnswerRejected,
  type AppealConcluded,
  type AppealOpened,
  answerRejected,
  appealConcluded,
  appealOpened,
  type InterviewFact,
  type InterviewHumanPath,
  type InterviewInsufficientData,
  interviewExpired,
  interviewHumanPath,
  interviewInsufficientData,
  interviewInvited,
  interviewReminderDue,
  type RecordingsErasure,
  type ReviewReminderDue,
  recordingsErased,
  reviewReminderDue,
} from '@guildhall/messages/interviews';
import { type PersonFact, payoutMethodChanged } from '@guildhall/messages/payroll';
import { Injectable } from '@nestjs/common';
import { MailService } from './mail.service.js';

/** What people are told by mail. An application that is held stays where it is, so nobody is told of it. */
@Injectable()
export class OnNewsForPeople {
  constructor(private readonly mails: MailService) {}

  /** Codes and invitations: the purpose is the template's name. */
  @OnEvent(mailRequested)
  async requested(event: HandledEvent<MailRequested>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, event.data.purpose, event.data);
  }

  @OnEvent(applicationReceived)
  async received(event: HandledEvent<ApplicationReceivedEvent>, tx: Tx): Promise<void> {
    const template = event.data.duplicate ? 'application_repeated' : 'application_received';
    await this.mails.write(tx, event, template, { personId: event.data.personId });
  }

  @OnEvent(applicationAdvanced)
  async advanced(event: HandledEvent<ApplicationDecided>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'application_advanced', { personId: event.data.personId });
  }

  @OnEvent(applicationNotSelected)
  async notSelected(event: HandledEvent<ApplicationDecided>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'application_not_selected', { personId: event.data.personId });
  }

  /** To everybody on the opening: any of them may decide, or ask who does. */
  @OnEvent(applicationDecisionOverdue)
  async decisionOverdue(event: HandledEvent<ApplicationDecisionOverdue>, tx: Tx): Promise<void> {
    for (const personId of event.data.staffIds) await this.mails.write(tx, event, 'decision_overdue', { personId });
  }

  /** Who has reviews to do; which ones stands in their list, and no name does. */
  @OnEvent(reviewReminderDue)
  async reviewsDue(event: HandledEvent<ReviewReminderDue>, tx: Tx): Promise<void> {
    const reason = event.data.isOverdue ? 'overdue' : 'due_soon';
    for (const personId of event.data.staffIds) {
      await this.mails.writeOnceADay(tx, event, 'reviews_due', { personId, reason });
    }
  }

  @OnEvent(appealOpened)
  async appealOpened(event: HandledEvent<AppealOpened>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'appeal_opened', { personId: event.data.personId });
  }

  @OnEvent(appealConcluded)
  async appealConcluded(event: HandledEvent<AppealConcluded>, tx: Tx): Promise<void> {
    const { outcome, personId } = event.data;
    await this.mails.write(tx, event, outcome === 'upheld' ? 'appeal_upheld' : 'appeal_changed', { personId });
  }

  @OnEvent(applicationWithdrawn)
  async withdrawn(event: HandledEvent<ApplicationWithdrawn>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'application_withdrawn', { personId: event.data.personId });
  }

  @OnEvent(interviewInvited)
  async invited(event: HandledEvent<InterviewFact>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'interview_invited', { personId: event.data.personId });
  }

  @OnEvent(interviewReminderDue)
  async remind(event: HandledEvent<InterviewFact>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'interview_reminder', { personId: event.data.personId });
  }

  @OnEvent(interviewExpired)
  async expired(event: HandledEvent<InterviewFact>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'interview_expired', { personId: event.data.personId });
  }

  @OnEvent(interviewHumanPath)
  async humanPath(event: HandledEvent<InterviewHumanPath>, tx: Tx): Promise<void> {
    const { personId, reason } = event.data;
    await this.mails.write(tx, event, 'interview_human_path', { personId, reason });
  }

  @OnEvent(interviewInsufficientData)
  async insufficient(event: HandledEvent<InterviewInsufficientData>, tx: Tx): Promise<void> {
    const { personId, reason } = event.data;
    await this.mails.write(tx, event, 'interview_insufficient_data', { personId, reason });
  }

  @OnEvent(recordingsErased)
  async erased(event: HandledEvent<RecordingsErasure>, tx: Tx): Promise<void> {
    const { personId, reason } = event.data;
    await this.mails.write(tx, event, 'recordings_erased', { personId, reason });
  }

  @OnEvent(answerRejected)
  async rejected(event: HandledEvent<AnswerRejected>, tx: Tx): Promise<void> {
    const { personId, reason } = event.data;
    await this.mails.write(tx, event, 'answer_rejected', { personId, reason });
  }

  @OnEvent(contractSent)
  async contractSent(event: HandledEvent<ContractFact>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'contract_sent', { personId: event.data.personId });
  }

  @OnEvent(signingCodeRequested)
  async signingCode(event: HandledEvent<ContractFact>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'signing_code', { personId: event.data.personId });
  }

  @OnEvent(contractSealed)
  async contractSealed(event: HandledEvent<ContractFact>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'contract_sealed', { personId: event.data.personId });
  }

  /** To the address that is known, whoever it was that changed the account. */
  @OnEvent(payoutMethodChanged)
  async payoutMethodChanged(event: HandledEvent<PersonFact>, tx: Tx): Promise<void> {
    await this.mails.write(tx, event, 'payout_method_changed', { personId: event.data.personId });
  }
}
