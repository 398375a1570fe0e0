import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { describeMachine, describePlatform, type Finding } from './doctor/findings.js';
import { describeWork } from './doctor/work-at-hand.js';
import { platformFolder } from './platform/platform-folder.js';

// `npm run doctor [-- environment]`: what this checkout runs on, what is missing, what runs, and what waits or is parked.
async function main(): Promise<number> {
  const folder = platformFolder(process.argv[2] ?? 'data');
  const sections: [string, Finding[]][] = [
    ['Machine', await describeMachine()],
    [`Platform (var/${folder.environment})`, describePlatform(folder, process.env)],
    ['Work', await describeWork(folder, process.env)],
  ];
  for (const [title, findings] of sections) {
    console.log(`\n${title}`);
    for (const { good, name, value } of findings) console.log(`  ${good ? ' ' : '!'} ${name.padEnd(22)} ${value}`);
  }
  const missing = sections.flatMap(([, findings]) => findings).filter(({ good }) => !good);
  console.log(missing.length === 0 ? '\nNothing is missing.' : `\n${missing.length} to look at (marked with !).`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
