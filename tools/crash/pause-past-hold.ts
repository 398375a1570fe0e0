import process from 'node:process';
import { poll } from '../client/poll.js';
import type { ServiceProcess } from '../platform/service-process.js';
import type { Step } from './crash-case.js';
import type { CrashHouse } from './crash-house.js';
import { withClient } from './database-invariants.js';
import { heldWorkOf } from './held-work.js';

/** The longest hold is that of a webhook, 35 s; whoever takes the work over has to come to its end, too. */
const takenOverWithinMs = 75_000;

/**
 * Stops a process in the middle of its work, as a machine does whose memory goes to disk or that is moved to another host, and
 * wakes it up once others have taken the work over and ended it. Where there are none, the hold passes and the process finds its
 * own work free when it wakes up.
 */
export async function pausePastHold(
  house: CrashHouse,
  step: Step,
  stopped: ServiceProcess,
  goOn: () => void,
): Promise<void> {
  const { adminUrl } = house.platform.infrastructure;
  const work = heldWorkOf(step);
  const hasOthers = house.platform.processes.filter(({ app }) => app === stopped.app).length > 1;
  const wake = () => stopped.kill('SIGCONT');
  // Who stands still does not even hear that it has to end.
  process.once('exit', wake);
  stopped.kill('SIGSTOP');
  try {
    // It finds its way free as it wakes up, and goes on with what it believes to hold.
    goOn();
    const held = await withClient(adminUrl, (client) => work.held(client));
    if (held.size === 0) throw new Error(`${stopped.name} stands at "${step}" and holds no work.`);
    const isOver = hasOthers ? work.isTakenOver : work.isForfeit;
    const ask = async () => ((await withClient(adminUrl, (client) => isOver(client, held))) ? true : null);
    await poll(`The end of what ${stopped.name} held`, ask, takenOverWithinMs);
  } finally {
    wake();
    process.off('exit', wake);
  }
}
