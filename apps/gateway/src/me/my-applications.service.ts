import { getMyApplication } from '@guildhall/messages/applicants';
import { findMyInterview } from '@guildhall/messages/interviews';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import { DeciderNames } from '../people/decider-names.js';
import { timelineOf } from './application-timeline.js';
import type { ApplicationWithTimeline } from './my-applications.dto.js';

/** Joins what three services know of one's own application: its stage, its interview, and the names of who decided. */
@Injectable()
export class MyApplicationsService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: DeciderNames,
  ) {}

  async get(applicationId: string): Promise<ApplicationWithTimeline> {
    const application = await this.rpc.call(getMyApplication, { applicationId });
    const { interview } = await this.rpc.call(findMyInterview, { applicationId });
    const names = await this.names.of(application.decisions.map(({ decidedBy }) => decidedBy));
    const nameOf = (deciderId: string | null) => (deciderId === null ? null : (names.get(deciderId) ?? null));
    return {
      ...application,
      decisions: application.decisions.map((decision) => ({ ...decision, decidedBy: nameOf(decision.decidedBy) })),
      interviewId: interview?.id ?? null,
      timeline: timelineOf(application, interview).map(({ deciderId, ...step }) => ({
        ...step,
        decidedBy: nameOf(deciderId),
      })),
    };
  }
}
