import type { CreateOpeningInput } from '@guildhall/messages/applicants';
import { ApiClient } from '../../client/api-client.js';
import { ApplicantClient } from '../../client/applicant.js';
import { MailboxClient } from '../../client/mailbox-client.js';
import { inviteStaff, openOpening, publishPlan, signInFirstAdmin } from '../../client/staff.js';
import type { Platform } from '../../platform/start-platform.js';

/** Sign-ins hash nothing dear, but each is a mail that is waited for. */
const peopleAtOnce = 8;

/** An opening of a platform that was just started, and the people who apply for it by the public API. */
export class BenchOpening {
  private constructor(
    private readonly anonymous: ApiClient,
    private readonly mailbox: MailboxClient,
    private readonly openingId: string,
  ) {}

  static async make(
    platform: Platform,
    plan: object,
    changes: Partial<CreateOpeningInput> = {},
  ): Promise<BenchOpening> {
    const anonymous = new ApiClient(platform.url);
    const mailbox = new MailboxClient(platform.mailboxUrl!);
    const { firstAdmin } = platform;
    const admin = { api: await signInFirstAdmin(anonymous, firstAdmin), mailbox, email: firstAdmin.email };
    const staff = { email: 'recruiter@staff.example', displayName: 'Bench recruiter', roles: ['recruiter' as const] };
    const { api: recruiter } = await inviteStaff(admin, staff);
    const opening = await openOpening(recruiter, {
      ...{ title: 'Many at once', description: 'Many people apply for it.', interviewDeadlineDays: 14 },
      payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
      ...{ languages: ['en'], countries: [], places: ['US-NY'], requirements: [], transcriptCheckHours: 0 },
      planVersionId: await publishPlan(recruiter, 'Plan', plan),
      ...changes,
    });
    return new BenchOpening(anonymous, mailbox, opening.id);
  }

  /** Everybody applies, proves their address, consents, and then does as they are told; a few at once, each with a session of their own. */
  async gather<T>(people: number, act: (applicant: ApplicantClient) => Promise<T>): Promise<T[]> {
    const results: T[] = [];
    let next = 1;
    const work = async () => {
      while (next <= people) results.push(await act(await this.applicant(next++)));
    };
    await Promise.all(Array.from({ length: peopleAtOnce }, work));
    return results;
  }

  private async applicant(number: number): Promise<ApplicantClient> {
    const details = { name: `Applicant ${number}`, email: `a${number}@applicants.example` };
    const place = { region: 'US-NY', language: 'en' };
    const applicant = await ApplicantClient.apply(this.anonymous, this.mailbox, this.openingId, {
      ...details,
      ...place,
    });
    await applicant.consent();
    return applicant;
  }
}
