import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Interview } from '@guildhall/messages/interviews';
import { ApiClient } from '../../client/api-client.js';
import { ApplicantClient } from '../../client/applicant.js';
import { MailboxClient } from '../../client/mailbox-client.js';
import { poll } from '../../client/poll.js';
import { inviteStaff, openOpening, publishPlan, signInFirstAdmin } from '../../client/staff.js';
import { crashPlan } from '../../crash/crash-plan.js';
import { projectRoot } from '../../platform/platform-folder.js';
import { type Platform, startPlatform } from '../../platform/start-platform.js';

const run = promisify(execFile);
export const takesEach = 10;
const peopleAtOnce = 4;
const probedWithinMs = 300_000;

export interface PipelineHouse {
  platform: Platform;
  /** They have recorded an answer to each question, and sent nothing off yet. */
  applicants: ApplicantClient[];
  /** One of the recordings that they sent. */
  recording: string;
}

/** A platform of its own that asks the vendor given, and people whose recordings lie probed and ready for all that follows. */
export async function openPipelineHouse(
  takes: number,
  vendor: { url: string; perMinute: number },
  report: (step: string) => void,
): Promise<PipelineHouse> {
  const settings = {
    RATE_LIMITS: 'false',
    OPENAI_BASE_URL: vendor.url,
    OPENAI_API_KEY: 'sk-bench',
    TRANSCRIPTIONS_PER_MINUTE: String(vendor.perMinute),
  };
  const platform = await startPlatform({
    ...{ environment: 'bench-pipeline', fresh: true, mode: 'processes' as const },
    ...{ settings, report },
  });
  try {
    report('Making recordings of 30 s');
    const recordings = await makeRecordings(path.join(platform.folder.root, 'recordings'));
    const people = Math.ceil(takes / takesEach);
    report(`${people} people record ${takesEach} answers each`);
    return { platform, applicants: await record(platform, people, recordings), recording: recordings[0]! };
  } catch (thrown) {
    await platform.stop();
    throw thrown;
  }
}

/** Each a little quieter than the one before: what a person has sent before is not transcribed again. */
async function makeRecordings(directory: string): Promise<string[]> {
  mkdirSync(directory);
  const source = path.join(projectRoot, 'samples/recordings/excellent.webm');
  const recordings = Array.from({ length: takesEach }, (_, at) => path.join(directory, `${at}.webm`));
  for (const [at, file] of recordings.entries()) {
    const sound = ['-af', `volume=${1 - at / 50}`, '-c:a', 'libopus', '-b:a', '24k'];
    await run('ffmpeg', ['-v', 'error', '-y', '-i', source, '-t', '30', '-c:v', 'copy', ...sound, file]);
  }
  return recordings;
}

async function record(platform: Platform, people: number, recordings: string[]): Promise<ApplicantClient[]> {
  const anonymous = new ApiClient(platform.url);
  const mailbox = new MailboxClient(platform.mailboxUrl!);
  const openingId = await makeOpening(platform, anonymous, mailbox);
  const applicants: ApplicantClient[] = [];
  let next = 1;
  const work = async () => {
    while (next <= people) {
      const number = next++;
      const details = { name: `Speaker ${number}`, email: `s${number}@applicants.example` };
      const place = { region: 'US-NY', language: 'en' };
      const applicant = await ApplicantClient.apply(anonymous, mailbox, openingId, { ...details, ...place });
      await applicant.consent();
      for (const [at, file] of recordings.entries()) await applicant.answer(`q${at + 1}`, file);
      applicants.push(applicant);
    }
  };
  await Promise.all(Array.from({ length: peopleAtOnce }, work));
  for (const applicant of applicants)
    await poll('The probes', async () => isProbed(await applicant.interview()), probedWithinMs);
  return applicants;
}

/** Null while a recording is still on its way to the storage. */
function isProbed({ questions }: Interview): true | null {
  return questions.every(({ answer }) => answer?.takes.at(-1)?.durationSeconds != null) || null;
}

async function makeOpening(platform: Platform, anonymous: ApiClient, mailbox: MailboxClient): Promise<string> {
  const admin = await signInFirstAdmin(anonymous, platform.firstAdmin);
  const prover = { api: admin, mailbox, email: platform.firstAdmin.email };
  const staff = { email: 'recruiter@staff.example', displayName: 'Bench recruiter', roles: ['recruiter' as const] };
  const { api: recruiter } = await inviteStaff(prover, staff);
  const opening = await openOpening(recruiter, {
    ...{ title: 'Many answers', description: 'Its applicants answer ten questions.', interviewDeadlineDays: 14 },
    payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
    // Nobody is scored meanwhile: that is another pipeline.
    ...{ languages: ['en'], countries: [], places: ['US-NY'], requirements: [], transcriptCheckHours: 48 },
    planVersionId: await publishPlan(recruiter, 'Ten questions', planOfMany()),
  });
  return opening.id;
}

function planOfMany(): object {
  const ids = Array.from({ length: takesEach }, (_, at) => `q${at + 1}`);
  return {
    ...crashPlan,
    id: 'ten-questions',
    questions: ids.map((id) => ({ ...crashPlan.questions[0], id })),
    indicators: crashPlan.indicators.map((indicator) => ({ ...indicator, questions: ids })),
  };
}
