import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import {
  type ApplicationDecided,
  type ApplicationSubmitted,
  type ApplicationWithdrawn,
  applicationAdvanced,
  applicationNotSelected,
  applicationSubmitted,
  applicationWithdrawn,
} from '@guildhall/messages/applicants';
import { currentContext } from '@guildhall/observability';
import { Injectable } from '@nestjs/common';
import { InterviewService } from './interview.service.js';

@Injectable()
export class OnApplication {
  constructor(private readonly service: InterviewService) {}

  @OnEvent(applicationSubmitted)
  async invite(event: HandledEvent<ApplicationSubmitted>, tx: Tx): Promise<void> {
    await this.service.invite(tx, event.data, currentContext());
  }

  @OnEvent(applicationWithdrawn)
  async withdraw(event: HandledEvent<ApplicationWithdrawn>, tx: Tx): Promise<void> {
    await this.service.withdraw(tx, event.data.applicationId, currentContext());
  }

  @OnEvent(applicationAdvanced)
  async advanced(event: HandledEvent<ApplicationDecided>, tx: Tx): Promise<void> {
    await this.service.end(tx, event.data.applicationId);
  }

  @OnEvent(applicationNotSelected)
  async notSelected(event: HandledEvent<ApplicationDecided>, tx: Tx): Promise<void> {
    await this.service.end(tx, event.data.applicationId);
  }
}
