import { createServer } from 'node:net';
import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { type Platform, startPlatform } from './platform/start-platform.js';
import { untilEnded } from './platform/until-ended.js';

// `npm start`: the platform on PORT (3000), until Ctrl-C; started again it goes on with the data in var/data.
const DEFAULT_PORT = 3000;

async function main(): Promise<number> {
  const httpPort = portOf(process.env['PORT']);
  await refuseTakenPort(httpPort);
  const started = Date.now();
  const platform = await startPlatform({
    environment: 'data',
    httpPort,
    own: process.env,
    report: (step) => console.log(`${step} …`),
  });
  console.log(greeting(platform, (Date.now() - started) / 1000));
  return await untilEnded(platform);
}

function portOf(setting: string | undefined): number {
  const port = Number(setting || DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('PORT is not a port between 1 and 65535.');
  return port;
}

/** Said before anything is started, as it is the likeliest thing to go wrong. */
async function refuseTakenPort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${port} is taken by another program; choose another one: PORT=3001 npm start`;
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : error);
    });
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

function greeting(platform: Platform, seconds: number): string {
  const { url, mailboxUrl, infrastructure, folder } = platform;
  const password = platform.takeFirstPassword();
  const lines = [
    ['Guildhall', url],
    ['Openings', `${url}/jobs`],
    ['Console of staff', `${url}/console`],
    ['API reference', `${url}/docs`],
    ['Mailbox', mailboxUrl ?? 'mail goes to SMTP_URL'],
    ['Health and metrics', `${platform.operationsUrl}/health/ready, ${platform.operationsUrl}/metrics`],
    ['Embedded', infrastructure.embeddedParts.join(', ') || 'nothing'],
    ['Data and logs', folder.root],
    ['First admin', platform.firstAdmin.email],
    ...(password
      ? [['  one-time password', `${password}   (shown only now; npm run admin:reset makes a new one)`]]
      : []),
  ];
  const table = lines.map(([name = '', value]) => `  ${name.padEnd(20)} ${value}`).join('\n');
  return `\nReady after ${seconds.toFixed(1)} s.\n${table}\n\nCtrl-C stops everything.`;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${messageOf(error)}`);
  process.exitCode = 1;
}
