import { crashPlan, crashQuestion } from '../../crash/crash-plan.js';
import type { ServiceProcess } from '../../platform/service-process.js';
import { type Platform, startPlatform } from '../../platform/start-platform.js';
import { BenchOpening } from '../people/bench-opening.js';
import type { OpenTake } from './upload-orders.js';

/** A platform of its own with people who are about to record. */
export interface UploadHouse {
  platform: Platform;
  gateway: ServiceProcess;
  takes: OpenTake[];
}

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
    const opening = await BenchOpening.make(platform, crashPlan);
    const takes = await opening.gather(people, async (applicant) => {
      const { id: takeId } = await applicant.startTake(crashQuestion);
      return { token: applicant.api.token!, takeId };
    });
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
