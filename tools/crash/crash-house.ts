import path from 'node:path';
import type { EnginesInUse } from '@guildhall/messages/interviews';
import { MailboxClient } from '../client/mailbox-client.js';
import { type Finance, inviteFinance } from '../client/paid-work.js';
import { inviteStaff, openOpening, publishPlan, signInFirstAdmin } from '../client/staff.js';
import type { Prover } from '../client/step-up.js';
import { platformFolder } from '../platform/platform-folder.js';
import type { ServiceProcess } from '../platform/service-process.js';
import { type Platform, startPlatform } from '../platform/start-platform.js';
import type { EngineKind } from './crash-case.js';
import type { CrashOptions } from './crash-options.js';
import { crashPlan } from './crash-plan.js';
import { FakeModels } from './fake-models.js';
import { FaultSwitch } from './fault-switch.js';
import { PatientApiClient, type Retries } from './patient-api-client.js';

/** All-in-one stands still as a whole for the 35 s of a paused webhook, and sends no mails meanwhile. */
const mailPatienceMs = 90_000;

/** A platform that waits to be hurt, and the people who use it meanwhile. */
export interface CrashHouse {
  readonly platform: Platform;
  readonly faults: FaultSwitch;
  /** Null where the platform runs the engines of a plain installation. */
  readonly models: FakeModels | null;
  readonly retries: Retries;
  readonly anonymous: PatientApiClient;
  readonly mailbox: MailboxClient;
  readonly admin: Prover;
  readonly recruiter: PatientApiClient;
  readonly finance: Finance;
  /** An opening of its own, so that its ranking is that of one case. @returns its id */
  makeOpening(title: string): Promise<string>;
  /** The process that holds at a fault point. */
  processOf(pid: number): ServiceProcess;
  stop(): Promise<void>;
}

/** Starts from nothing: what an earlier run left in the platform's folder is deleted. */
export async function openCrashHouse(
  options: Pick<CrashOptions, 'mode' | 'environment'>,
  engines: EngineKind,
): Promise<CrashHouse> {
  const environment = `${options.environment}-platform`;
  const models = engines === 'models' ? await FakeModels.start() : null;
  const faults = new FaultSwitch(path.join(platformFolder(options.environment).root, 'fault-points'));
  faults.clear();
  let platform: Platform | null = null;
  try {
    platform = await startPlatform({
      environment,
      fresh: true,
      mode: options.mode === 'all' ? 'child' : 'processes',
      // Who works has somebody beside them that could take the work over.
      replicas: { interviews: 2, contracts: 2, payroll: 2, events: 2 },
      settings: {
        FAULT_POINTS_DIRECTORY: faults.directory,
        // All clients come from one address, and as fast as they can.
        RATE_LIMITS: 'false',
        ...models?.settings,
      },
    });
    return await furnish(platform, faults, models);
  } catch (thrown) {
    await platform?.stop();
    await models?.close();
    throw thrown;
  }
}

async function furnish(platform: Platform, faults: FaultSwitch, models: FakeModels | null): Promise<CrashHouse> {
  const retries: Retries = { connection: 0, unavailable: 0, inProgress: 0 };
  const anonymous = new PatientApiClient(platform.url, retries);
  const mailbox = new MailboxClient(platform.mailboxUrl!, mailPatienceMs);
  await requireEngines(anonymous, models);
  const api = await signInFirstAdmin(anonymous, platform.firstAdmin);
  const admin: Prover = { api, mailbox, email: platform.firstAdmin.email };
  const staff = { email: 'recruiter@staff.example', displayName: 'Crash recruiter', roles: ['recruiter' as const] };
  const recruiter = anonymous.as((await inviteStaff(admin, staff)).api.token!);
  const finance = await inviteFinance(admin, 'Crash finance');
  const planVersionId = await publishPlan(recruiter, 'One sentence', crashPlan);
  return {
    ...{ platform, faults, models, retries, anonymous, mailbox, admin, recruiter, finance },
    makeOpening: async (title) => (await openOpening(recruiter, openingOf(title, planVersionId))).id,
    processOf: (pid) => {
      const found = platform.processes.find((each) => each.pid === pid);
      if (!found) throw new Error(`Process ${pid} stands at a fault point and is none of the platform's.`);
      return found;
    },
    async stop() {
      await platform.stop();
      await models?.close();
    },
  };
}

function openingOf(title: string, planVersionId: string) {
  return {
    title,
    description: 'Its applicants see the platform fall and get up again.',
    payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
    languages: ['en'],
    countries: [],
    places: ['US-NY'],
    planVersionId,
    interviewDeadlineDays: 14,
    transcriptCheckHours: 0,
    requirements: [],
  };
}

/** A platform that quietly fell back to other engines would pass without having been tested. */
async function requireEngines(anonymous: PatientApiClient, models: FakeModels | null): Promise<void> {
  const { speech, scoring } = await anonymous.get<EnginesInUse>('/v1/engines');
  const usesModels = !speech.includes('pocketsphinx') && !scoring.startsWith('baseline');
  if (usesModels !== (models !== null)) throw new Error(`The platform runs the wrong engines: ${speech}; ${scoring}.`);
}
