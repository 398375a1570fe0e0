import type { CallContext } from '@guildhall/messages/contract';
import { Injectable } from '@nestjs/common';
import { OpeningAccess } from '../opening/opening-access.js';
import type { ApplicationEntity } from './application.entity.js';
import { applicationNotFound } from './application.errors.js';
import { ApplicationRepository } from './application.repository.js';

/** Which applications staff may see: those of openings that they are on, once somebody has proved that they are theirs. */
@Injectable()
export class ApplicationAccess {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly openings: OpeningAccess,
  ) {}

  /** @throws AppError `not_found`, alike for a missing application and for one that the caller may not see */
  async require(applicationId: string, context: CallContext): Promise<ApplicationEntity> {
    const application = await this.applications.find(applicationId);
    if (!application || !isListed(application) || !(await this.openings.allows(application.openingId, context))) {
      throw applicationNotFound();
    }
    return application;
  }
}

export function isListed({ stage }: ApplicationEntity): boolean {
  return stage !== 'unverified' && stage !== 'expired';
}
