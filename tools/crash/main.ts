import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { platformFolder } from '../platform/platform-folder.js';
import { crashUsage, readCrashOptions } from './crash-options.js';
import { runCrashTests } from './run-crash-tests.js';

// `npm run test:crash`: faults at every step of a recorded answer's way and of the way to pay, and what has to hold a minute after each.
async function main(): Promise<number> {
  const options = readCrashOptions(process.argv.slice(2));
  const report = await runCrashTests(options, (line) => console.log(line));
  const { root } = platformFolder(options.environment);
  mkdirSync(root, { recursive: true });
  writeFileSync(path.join(root, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  const { cases, passed, failed, remaining, longestRecoverySeconds, seconds } = report;
  console.log(
    `\n${passed} of ${cases} cases held, ${failed} did not, ${remaining} remain. ` +
      `The slowest was well after ${longestRecoverySeconds} s; all took ${seconds} s.`,
  );
  console.log(JSON.stringify(report));
  return failed + remaining === 0 ? 0 : 1;
}

// What was started dies with this process: the kernel tells it (`setpriv --pdeathsig`).
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exit(await main());
} catch (thrown) {
  console.error(`\n${messageOf(thrown)}\n${crashUsage}`);
  process.exit(1);
}
