import { CLOCK, type Clock } from '@guildhall/clock';
import { Database, LimitCounters, type LimitWindow } from '@guildhall/database';
import { isAppError } from '@guildhall/errors';
import { HandleJob, type JobRun, ParkJob, PutOff, RetryLater } from '@guildhall/jobs';
import { prepareMail } from '@guildhall/messages/accounts';
import { mintSigningCode, mintSigningLink } from '@guildhall/messages/contracts';
import { interviewDeadline } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Inject, Injectable } from '@nestjs/common';
import { EVENTS_CONFIG, EventsConfig } from '../events.config.js';
import type { MailEntity, MailTemplate } from './mail.entity.js';
import { MailRepository } from './mail.repository.js';
import { factsOf, interviewToDate, type ReadyMail, secretOf } from './mail-facts.js';
import { contentOf } from './mail-words.js';
import { type SendMailPayload, sendMail } from './send-mail.job.js';
import { SmtpFailure } from './smtp-failure.js';
import { SmtpSender } from './smtp-sender.js';

const dayMs = 24 * 3_600_000;
/** The part of the day's mails that only these may use: whatever goes round in circles, people can still sign in and stop it. */
const keptForSignIns = 0.1;
const letsSomebodyIn: ReadonlySet<MailTemplate> = new Set(['sign_in', 'step_up', 'invitation']);
const serverAwayFirstMs = 1_000;
const serverAwayMostMs = 60_000;

/**
 * Sends one mail. Address, name and secret are asked for now and kept nowhere; the mail is marked as sent once the server has
 * taken it, so a process that dies in between sends it again: at least once, marked once.
 */
@Injectable()
export class SendMailHandler {
  constructor(
    private readonly database: Database,
    private readonly mails: MailRepository,
    private readonly rpc: RpcClient,
    private readonly sender: SmtpSender,
    @Inject(EVENTS_CONFIG) private readonly config: EventsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @HandleJob(sendMail)
  async send({ mailId }: SendMailPayload, run: JobRun): Promise<void> {
    const mail = await this.mails.find(mailId);
    if (!mail || mail.state === 'sent' || mail.state === 'dropped') return;
    if (onlyLatestCountsOf.has(mail.template) && (await this.mails.isOutdated(mail))) {
      return await this.end(mail, run, 'dropped', 'A later mail brings the code or the link.');
    }
    // First of all: to prepare a mail voids the code that was mailed before, and at the cap no other would follow.
    const day = await this.takeFromDay(mail);
    const prepared = await this.prepare(mail).catch(async (thrown: unknown) => {
      await this.giveBack(day);
      throw thrown;
    });
    if (prepared === null) {
      await this.giveBack(day);
      return await this.end(mail, run, 'dropped', 'What it is about does not exist any more.');
    }
    const facts = factsOf(mail, prepared, this.config.publicUrl, this.clock.now());
    const content = contentOf(mail.template, facts, prepared.locale ?? 'en');
    try {
      await this.sender.send({ to: prepared.email, messageId: messageIdOf(mail, run), content }, run.signal);
    } catch (error) {
      if (error instanceof SmtpFailure) await this.giveBack(day);
      return await this.fail(mail, run, error);
    }
    await this.end(mail, run, 'sent');
  }

  /** @returns null where the person is gone, or where nothing is left to sign or to record. */
  private async prepare(mail: MailEntity): Promise<ReadyMail | null> {
    const { personId, template } = mail;
    const secret = secretOf(template);
    try {
      if (secret !== 'signing_link' && secret !== 'signing_code') {
        const interviewId = interviewToDate(mail);
        const dated = interviewId === null ? {} : await this.rpc.call(interviewDeadline, { interviewId });
        return { ...(await this.rpc.call(prepareMail, { personId, secret })), ...dated };
      }
      const prepared = await this.rpc.call(prepareMail, { personId, secret: 'none' });
      const contractId = mail.subject.split('/').at(-1)!;
      const definition = secret === 'signing_link' ? mintSigningLink : mintSigningCode;
      const { secret: minted, expiresAt } = await this.rpc.call(definition, { contractId });
      const secrets = secret === 'signing_link' ? { linkToken: minted } : { code: minted };
      return { ...prepared, ...secrets, expiresAt };
    } catch (error) {
      if (isAppError(error) && error.code === 'not_found') return null;
      throw error;
    }
  }

  private async fail(mail: MailEntity, run: JobRun, error: unknown): Promise<never> {
    if (!(error instanceof SmtpFailure)) throw error;
    if (error.kind === 'deferred') throw error;
    if (error.kind === 'away') {
      const delayMs = Math.min(serverAwayFirstMs * 2 ** Math.min(run.attempt - 1, 10), serverAwayMostMs);
      throw new RetryLater(error.message, delayMs, { cause: error });
    }
    await this.database.transaction((tx) =>
      this.mails.end(tx, mail.id, { state: 'refused', reason: error.message, at: this.clock.now() }),
    );
    throw new ParkJob(error.message);
  }

  private async end(mail: MailEntity, run: JobRun, state: 'sent' | 'dropped', reason?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      await this.mails.end(tx, mail.id, { state, ...(reason && { reason }), at: this.clock.now() });
    });
  }

  /** @throws PutOff to the next day where the day's mails are used up */
  private async takeFromDay({ template }: MailEntity): Promise<LimitWindow> {
    const now = this.clock.now().getTime();
    const windowStart = new Date(now - (now % dayMs));
    const day = { counter: 'mail:day', key: 'overall', windowStart };
    const { mailsPerDayOverall } = this.config;
    const kept = letsSomebodyIn.has(template) ? 0 : Math.floor(mailsPerDayOverall * keptForSignIns);
    const limit = mailsPerDayOverall - kept;
    if (await this.database.transaction((tx) => LimitCounters.take(tx, { ...day, by: 1, limit }))) return day;
    throw new PutOff(`The ${limit} mails of the day are used up.`, new Date(windowStart.getTime() + dayMs));
  }

  /** Only what the server has certainly not taken: an outage must not use up the day. */
  private async giveBack(day: LimitWindow): Promise<void> {
    await this.database.transaction((tx) => LimitCounters.giveBack(tx, day, 1));
  }
}

/**
 * A newer code voids the older one, so after an outage only the last is worth a mail. A link to sign that is minted late would
 * even end the visit of who has followed the newer one and signs already.
 */
const onlyLatestCountsOf: ReadonlySet<MailTemplate> = new Set(['sign_in', 'step_up', 'signing_code', 'contract_sent']);

/**
 * A repeat is recognisable by the mail's id. Where a secret is mailed, each try has a secret of its own, which voids the one
 * before: it is another message, and must not look like a copy that mail programs hide behind the first.
 */
function messageIdOf({ id, template }: MailEntity, run: JobRun): string {
  return secretOf(template) === 'none' ? id : `${id}.${run.attempt}`;
}
