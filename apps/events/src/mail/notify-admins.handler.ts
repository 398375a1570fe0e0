import { Database, type Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import { HandleJob, type JobRun, Jobs } from '@guildhall/jobs';
import { listAdmins } from '@guildhall/messages/accounts';
import { type WebhookDisabledEvent, webhookDisabled } from '@guildhall/messages/events';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import { MailService } from './mail.service.js';
import { type NotifyAdminsPayload, notifyAdmins } from './notify-admins.job.js';

/** Tells all admins by mail what needs one of them. Who they are is asked when it is done. */
@Injectable()
export class NotifyAdmins {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly mails: MailService,
    private readonly rpc: RpcClient,
  ) {}

  @OnEvent(webhookDisabled)
  async disabled({ id, time, data }: HandledEvent<WebhookDisabledEvent>, tx: Tx): Promise<void> {
    const { webhookId, reason } = data;
    await this.jobs.enqueue(tx, notifyAdmins, { eventId: id, time, webhookId, reason }, { key: id });
  }

  @HandleJob(notifyAdmins)
  async notify({ eventId, time, webhookId, reason }: NotifyAdminsPayload, run: JobRun): Promise<void> {
    const { personIds } = await this.rpc.call(listAdmins, {});
    await this.database.transaction(async (tx) => {
      await run.finish(tx);
      const news = { id: eventId, time, subject: `webhook/${webhookId}` };
      for (const personId of personIds) await this.mails.write(tx, news, 'webhook_disabled', { personId, reason });
    });
  }
}
