import {
  apply,
  type CreateOpeningInput,
  createOpening,
  listMyApplications,
  openOpening,
} from '@guildhall/messages/applicants';
import { type Actor, newId } from '@guildhall/messages/contract';
import { ApplicationService } from '../src/application/application.service.js';
import { type ApplicantsHouse, publishedPlan, startApplicantsHouse } from './applicants-house.js';

/** What an opening is made of in tests that care about nothing of it. */
export const opening: CreateOpeningInput = {
  title: 'Financial analyst',
  description: 'Writes tasks.',
  payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
  languages: ['en'],
  countries: [],
  places: ['US-NY'],
  planVersionId: publishedPlan,
  interviewDeadlineDays: 14,
  requirements: ['Three years'],
};

/** The service with somebody who recruits, and what they and their applicants do again and again. */
export class Hiring {
  readonly recruiter: Actor & { kind: 'staff' } = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };
  /** A recruiter who is on none of the openings. */
  readonly stranger: Actor = { kind: 'staff', id: newId('per'), roles: ['recruiter'] };
  readonly asRecruiter = { actor: this.recruiter };

  private constructor(readonly house: ApplicantsHouse) {}

  static async begin(): Promise<Hiring> {
    return new Hiring(await startApplicantsHouse());
  }

  async openOne() {
    const made = await this.house.call(createOpening, opening, this.asRecruiter);
    return await this.house.call(openOpening, { openingId: made.id }, this.asRecruiter);
  }

  async applyAs(personId: string, openingId: string) {
    const actor = { kind: 'applicant', id: personId } as const;
    await this.house.call(apply, { openingId, personId, region: 'US-IL', language: 'en' }, { actor });
    const { data } = await this.house.call(listMyApplications, {}, { actor });
    return { application: data.find((own) => own.openingId === openingId)!, actor };
  }

  /** Types of the events about an application, in their order. */
  async toldOf(applicationId: string): Promise<string[]> {
    const rows = await this.house.service.database.read.query<{ type: string }[]>(
      'SELECT type FROM event WHERE subject = $1 ORDER BY ordinal',
      [`application/${applicationId}`],
    );
    return rows.map(({ type }) => type);
  }

  /** As the interview's events would have it. */
  async followed(applicationId: string, transition: 'evaluate' | 'reopen'): Promise<void> {
    const service = this.house.service.application.get(ApplicationService, { strict: false });
    const context = { correlationId: newId('evt'), actor: { kind: 'service', id: 'interviews' } as const };
    await this.house.service.database.transaction((tx) => service.follow(tx, applicationId, transition, context));
  }
}
