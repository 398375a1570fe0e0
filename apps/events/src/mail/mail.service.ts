import { CLOCK, type Clock } from '@guildhall/clock';
import type { Tx } from '@guildhall/database';
import type { HandledEvent } from '@guildhall/event-log';
import { Jobs } from '@guildhall/jobs';
import { newId } from '@guildhall/messages/contract';
import { Inject, Injectable } from '@nestjs/common';
import type { MailTemplate } from './mail.entity.js';
import { MailRepository } from './mail.repository.js';
import { sendMail } from './send-mail.job.js';

const dayMs = 24 * 3_600_000;
const tooOldMs = 3 * dayMs;

/** The event that a mail is about. */
export type News = Pick<HandledEvent, 'id' | 'time' | 'subject'>;

/** Whom a mail is for, and why where the event says so. */
export interface MailAbout {
  personId: string;
  reason?: string;
}

@Injectable()
export class MailService {
  constructor(
    private readonly mails: MailRepository,
    private readonly jobs: Jobs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Writes the mail of an event, and the job that sends it, into the follower's transaction. News that is older than three days
   * is not mailed: a feed that is built anew hears everything from the beginning.
   */
  async write(tx: Tx, event: News, template: MailTemplate, about: MailAbout): Promise<void> {
    const now = this.clock.now();
    const isTooOld = now.getTime() - new Date(event.time).getTime() > tooOldMs;
    const id = newId('mal');
    const isNew = await this.mails.insert(tx, {
      id,
      eventId: event.id,
      template,
      personId: about.personId,
      subject: event.subject,
      reasonCode: about.reason ?? null,
      state: isTooOld ? 'dropped' : 'waiting',
      stateReason: isTooOld ? 'The event was more than three days old when it was heard.' : null,
      createdAt: now,
      endedAt: isTooOld ? now : null,
    });
    if (isNew && !isTooOld) await this.jobs.enqueue(tx, sendMail, { mailId: id }, { key: id });
  }

  /** As `write`, unless the person was written a mail of the kind today (UTC) already: one that says there is work says enough. */
  async writeOnceADay(tx: Tx, event: News, template: MailTemplate, about: MailAbout): Promise<void> {
    const now = this.clock.now().getTime();
    const today = new Date(now - (now % dayMs));
    if (await this.mails.wasWrittenSince(tx, about.personId, template, today)) return;
    await this.write(tx, event, template, about);
  }
}
