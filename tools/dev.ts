import { spawn } from 'node:child_process';
import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { projectRoot } from './platform/platform-folder.js';
import { startPlatform } from './platform/start-platform.js';
import { untilEnded } from './platform/until-ended.js';

// `npm run dev`: as `npm start`, and a saved source is compiled and the services are started anew with it.
async function main(): Promise<number> {
  const platform = await startPlatform({
    environment: 'data',
    httpPort: Number(process.env['PORT'] || 3000),
    own: process.env,
    nodeOptions: ['--watch', '--watch-preserve-output'],
    report: (step) => console.log(`${step} …`),
  });
  const compiler = spawn(
    process.execPath,
    ['node_modules/@nestjs/cli/bin/nest.js', 'build', '--watch', '--preserveWatchOutput'],
    {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const password = platform.takeFirstPassword();
  console.log(`Ready at ${platform.url}, mailbox at ${platform.mailboxUrl}; log: ${platform.processes[0]?.logFile}`);
  if (password) console.log(`First admin: ${platform.firstAdmin.email}, one-time password ${password}`);
  try {
    return await untilEnded(platform);
  } finally {
    compiler.kill();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
