import { listDueDecisions } from '@guildhall/messages/applicants';
import { hasRole } from '@guildhall/messages/contract';
import { listReviewWork } from '@guildhall/messages/interviews';
import { parkedJobs } from '@guildhall/messages/platform';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import type { SignedIn } from '../access/signed-in.js';
import { servicesWithTables } from '../operations/services-with-tables.js';
import { ApplicantNames } from '../people/applicant-names.js';
import type { Work, WorkItem } from './work.dto.js';

const mostParked = 100;

/** Joins what waits for a member of staff in several services. */
@Injectable()
export class WorkService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly names: ApplicantNames,
  ) {}

  async of(caller: SignedIn): Promise<Work> {
    const { actor } = caller;
    const [decisions, { reviews, appeals }] = await Promise.all([
      hasRole(actor, 'recruiter', 'admin') ? this.decisions(caller) : [],
      this.rpc.call(listReviewWork, {}),
    ]);
    return {
      decisions,
      reviews: reviews.map((review) => ({ ...review, name: null })),
      appeals: appeals.map((appeal) => ({ ...appeal, name: null })),
      parkedJobs: hasRole(actor, 'admin') ? await this.parked() : null,
    };
  }

  private async decisions(caller: SignedIn): Promise<WorkItem[]> {
    const { data } = await this.rpc.call(listDueDecisions, {});
    const named = await this.names.withName(data, caller);
    return named.map(({ applicationId, openingId, openingTitle, dueAt, name }) => ({
      ...{ applicationId, openingId, openingTitle, dueAt, name },
    }));
  }

  private async parked(): Promise<number> {
    const pages = await Promise.all(
      servicesWithTables.map((service) => this.rpc.call(parkedJobs(service), { limit: mostParked })),
    );
    return pages.reduce((sum, { data }) => sum + data.length, 0);
  }
}
