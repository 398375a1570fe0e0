import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { type Platform, startPlatform } from '../platform/start-platform.js';
import { untilEnded } from '../platform/until-ended.js';
import { readDemoOptions } from './demo-options.js';
import { type DemoStaff, runDemo } from './run-demo.js';

// `npm run demo`: a fresh platform under var/demo, and a client of its public API that takes applicants to a decision.
const passedOn = /^(OPENAI_|PATH$|HOME$|LANG$|TMPDIR$|LOG_LEVEL$|AI_DAILY_CAP|JUDGE_)/;

async function main(): Promise<number> {
  const options = readDemoOptions(process.argv.slice(2));
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.test(name)));
  const platform = await startPlatform({
    environment: 'demo',
    fresh: true,
    own,
    // Everybody comes from one address, which may not let in more than sixty people a minute.
    ...(options.crowd > 0 && { settings: { RATE_LIMITS: 'false' } }),
    report: (step) => console.log(`${step} …`),
  });
  const stop = () => void platform.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const staff = await runDemo(platform, options);
    if (!options.stays) {
      console.log('\nThe platform stops now. To look at it in the browser: npm run demo -- --stay');
      return 0;
    }
    process.off('SIGINT', stop).off('SIGTERM', stop);
    console.log(invitation(platform, staff));
    return await untilEnded(platform);
  } finally {
    await platform.stop();
  }
}

function invitation({ url, mailboxUrl }: Platform, staff: DemoStaff[]): string {
  const lines = staff.map(({ email, password }) => `  ${email.padEnd(26)} password ${password}`);
  return [
    '',
    `The platform stays. Sign in at ${url}/login?way=password; what is mailed comes to ${mailboxUrl}.`,
    ...lines,
    `Applicants sign in at ${url}/login by a mailed code, for example excellent@applicants.example.`,
    'Ctrl-C stops everything; the next demo begins anew.',
  ].join('\n');
}

try {
  process.exit(await main());
} catch (thrown) {
  console.error(`\nThe demo failed: ${messageOf(thrown)}`);
  process.exit(1);
}
