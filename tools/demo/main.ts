import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { startPlatform } from '../platform/start-platform.js';
import { readDemoOptions } from './demo-options.js';
import { runDemo } from './run-demo.js';

// `npm run demo`: a fresh platform under var/demo, and a client of its public API that takes applicants to a decision.
const passedOn = /^(OPENAI_|PATH$|HOME$|LANG$|TMPDIR$|LOG_LEVEL$|AI_DAILY_CAP|JUDGE_)/;

async function main(): Promise<void> {
  const options = readDemoOptions(process.argv.slice(2));
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name)));
  const platform = await startPlatform({
    environment: 'demo',
    fresh: true,
    own,
    report: (step) => console.log(`${step} …`),
  });
  const stop = () => void platform.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await runDemo(platform, options);
  } finally {
    await platform.stop();
  }
}

try {
  await main();
  process.exit(0);
} catch (thrown) {
  console.error(`\nThe demo failed: ${messageOf(thrown)}`);
  process.exit(1);
}
