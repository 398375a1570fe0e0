import type { Tx } from '@guildhall/database';
import { type HandledEvent, OnEvent } from '@guildhall/event-log';
import {
  type ApplicationDecided,
  type ApplicationStage,
  type ApplicationStageChanged,
  type ApplicationSubmitted,
  type ApplicationWithdrawn,
  applicationAdvanced,
  applicationHeld,
  applicationNotSelected,
  applicationStageChanged,
  applicationSubmitted,
  applicationWithdrawn,
} from '@guildhall/messages/applicants';
import { currentContext } from '@guildhall/observability';
import { Injectable } from '@nestjs/common';
import { ShortlistRepository } from '../shortlist/shortlist.repository.js';
import { InterviewRepository } from './interview.repository.js';
import { InterviewService } from './interview.service.js';

/** What happens to applications: it begins and ends interviews, and the stage is copied, since candidates are filtered by it. */
@Injectable()
export class OnApplication {
  constructor(
    private readonly service: InterviewService,
    private readonly interviews: InterviewRepository,
    private readonly shortlists: ShortlistRepository,
  ) {}

  @OnEvent(applicationSubmitted)
  async invite(event: HandledEvent<ApplicationSubmitted>, tx: Tx): Promise<void> {
    await this.service.invite(tx, event.data, currentContext());
  }

  @OnEvent(applicationStageChanged)
  async stageChanged({ data }: HandledEvent<ApplicationStageChanged>, tx: Tx): Promise<void> {
    await this.interviews.keepStage(tx, data.applicationId, data.to);
  }

  @OnEvent(applicationHeld)
  async held({ data }: HandledEvent<ApplicationDecided>, tx: Tx): Promise<void> {
    await this.interviews.keepStage(tx, data.applicationId, 'held');
  }

  @OnEvent(applicationWithdrawn)
  async withdraw({ data }: HandledEvent<ApplicationWithdrawn>, tx: Tx): Promise<void> {
    await this.service.withdraw(tx, data.applicationId, currentContext());
    await this.interviews.keepStage(tx, data.applicationId, 'withdrawn');
    await this.shortlists.removeEverywhere(tx, data.openingId, data.applicationId);
  }

  @OnEvent(applicationAdvanced)
  async advanced({ data }: HandledEvent<ApplicationDecided>, tx: Tx): Promise<void> {
    await this.end(tx, data.applicationId, 'advanced');
  }

  @OnEvent(applicationNotSelected)
  async notSelected({ data }: HandledEvent<ApplicationDecided>, tx: Tx): Promise<void> {
    await this.end(tx, data.applicationId, 'not_selected');
  }

  private async end(tx: Tx, applicationId: string, stage: ApplicationStage): Promise<void> {
    await this.service.end(tx, applicationId);
    await this.interviews.keepStage(tx, applicationId, stage);
  }
}
