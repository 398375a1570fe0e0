import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { EVENTS_CONFIG, EventsConfig } from '../events.config.js';
import { asHtml, asPlainText, type MailContent } from './mail-content.js';
import { smtpFailureOf } from './smtp-failure.js';

export interface OutgoingMail {
  to: string;
  /** Left of the `@` of the Message-ID; the right one is the sender's host. */
  messageId: string;
  content: MailContent;
}

const limits = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  /** Less than servers grant an idle client. */
  idleTimeout: 10_000,
  maxConnections: 4,
  /** Once more where a pooled connection turns out to have been closed; everything else is for the job to repeat. */
  maxRequeues: 1,
};

/** The mail server that `SMTP_URL` names. Nothing of a mail is logged. */
@Injectable()
export class SmtpSender implements OnModuleDestroy {
  private readonly transport;
  private readonly host: string;

  constructor(@Inject(EVENTS_CONFIG) private readonly config: EventsConfig) {
    this.transport = createTransport({ url: config.smtpUrl, pool: true, ...limits });
    this.host = /@([^@>\s]+)>?$/.exec(config.mailFrom)![1]!;
  }

  /** Resolves when the server has taken the mail. @throws SmtpFailure; the signal's reason where it was aborted */
  async send({ to, messageId, content }: OutgoingMail, signal: AbortSignal): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.config.mailFrom,
        to: { name: '', address: to },
        messageId: `<${messageId}@${this.host}>`,
        subject: content.subject,
        text: asPlainText(content),
        html: asHtml(content),
        // Keeps holiday notices from answering (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal,
      });
    } catch (thrown) {
      signal.throwIfAborted();
      throw smtpFailureOf(thrown);
    }
  }

  onModuleDestroy(): void {
    this.transport.close({ force: true });
  }
}
