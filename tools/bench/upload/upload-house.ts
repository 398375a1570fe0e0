import { ApiClient } from '../../client/api-client.js';
import { ApplicantClient } from '../../client/applicant.js';
import { MailboxClient } from '../../client/mailbox-client.js';
import { inviteStaff, openOpening, publishPlan, signInFirstAdmin } from '../../client/staff.js';
import { crashPlan, crashQuestion } from '../../crash/crash-plan.js';
import type { ServiceProcess } from '../../platform/service-process.js';
import { type Platform, startPlatform } from '../../platform/start-platform.js';
import type { OpenTake } from './upload-orders.js';

/** A platform of its own with people who are about to record. */
export interface UploadHouse {
  platform: Platform;
  gateway: ServiceProcess;
  takes: OpenTake[];
}

/** Sign-ins hash nothing dear, but each is a mail that is waited for. */
const peopleAtOnce = 8;

/**
 * Everybody applies, proves their address and consents by the public API, each with a session of their own. Then the gateway is
 * started anew with the limits of requests that an installation has, and interviews without its workers: what is received stays
 * in the spool, and nothing but receiving is measured.
 */
export async function openUploadHouse(people: number, report: (step: string) => void): Promise<UploadHouse> {
  const platform = await startPlatform({
    environment: 'bench-upload',
    fresh: true,
    mode: 'processes',
    settings: { RATE_LIMITS: 'false' },
    report,
  });
  try {
    report(`${people} people apply and consent`);
    const takes = await openTakes(platform, people);
    const processOf = (app: string) => platform.processes.find((each) => each.app === app)!;
    const [gateway, interviews] = [processOf('gateway'), processOf('interviews')];
    await gateway.stop();
    await interviews.stop();
    await interviews.start({ ROLES: 'api,follower' });
    await gateway.start({ RATE_LIMITS: 'true' });
    return { platform, gateway, takes };
  } catch (thrown) {
    await platform.stop();
    throw thrown;
  }
}

async function openTakes(platform: Platform, people: number): Promise<OpenTake[]> {
  const anonymous = new ApiClient(platform.url);
  const mailbox = new MailboxClient(platform.mailboxUrl!);
  const openingId = await makeOpening(platform, anonymous, mailbox);
  const takes: OpenTake[] = [];
  let next = 1;
  const work = async () => {
    while (next <= people) {
      const number = next++;
      const details = { name: `Recorder ${number}`, email: `r${number}@applicants.example` };
      const place = { region: 'US-NY', language: 'en' };
      const applicant = await ApplicantClient.apply(anonymous, mailbox, openingId, { ...details, ...place });
      await applicant.consent();
      const { id: takeId } = await applicant.startTake(crashQuestion);
      takes.push({ token: applicant.api.token!, takeId });
    }
  };
  await Promise.all(Array.from({ length: peopleAtOnce }, work));
  return takes;
}

async function makeOpening(platform: Platform, anonymous: ApiClient, mailbox: MailboxClient): Promise<string> {
  const admin = await signInFirstAdmin(anonymous, platform.firstAdmin);
  const prover = { api: admin, mailbox, email: platform.firstAdmin.email };
  const staff = { email: 'recruiter@staff.example', displayName: 'Bench recruiter', roles: ['recruiter' as const] };
  const { api: recruiter } = await inviteStaff(prover, staff);
  const opening = await openOpening(recruiter, {
    ...{ title: 'Many at once', description: 'Its applicants record at the same time.', interviewDeadlineDays: 14 },
    payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
    ...{ languages: ['en'], countries: [], places: ['US-NY'], requirements: [], transcriptCheckHours: 0 },
    planVersionId: await publishPlan(recruiter, 'One sentence', crashPlan),
  });
  return opening.id;
}
