import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import type { Platform } from './start-platform.js';

const KEEP_ALIVE_MS = 60_000;

/**
 * Waits until somebody asks the launcher to stop (Ctrl-C, TERM) or a service ends by itself, then stops everything.
 * A second Ctrl-C leaves at once; the kernel then ends what was started.
 * @returns the exit code: 0 when everything stopped as asked.
 */
export async function untilEnded(platform: Platform, print: (line: string) => void = console.log): Promise<number> {
  // Servers are started so that they keep no launcher alive; this does.
  const keepAlive = setInterval(() => undefined, KEEP_ALIVE_MS);
  try {
    const reason = await Promise.race([signalOf(print), endOfService(platform)]);
    if (reason) print(`\n${reason}`);
    await platform.stop();
    if (!reason) print('Stopped.');
    return reason ? 1 : 0;
  } catch (error) {
    print(messageOf(error));
    return 1;
  } finally {
    clearInterval(keepAlive);
  }
}

function signalOf(print: (line: string) => void): Promise<null> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = () => {
      if (asked) process.exit(130);
      asked = true;
      print('\nStopping … (Ctrl-C again leaves at once)');
      resolve(null);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}

async function endOfService({ processes }: Platform): Promise<string> {
  await Promise.race(processes.map((each) => each.end));
  const ended = processes.find((each) => each.ended() !== null);
  return `${ended?.name} ${ended?.ended()}; its log is ${ended?.logFile}. Stopping the rest.`;
}
