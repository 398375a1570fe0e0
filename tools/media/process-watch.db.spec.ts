import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@guildhall/testing';
import { Baits } from './baits.js';
import { ProcessWatch } from './process-watch.js';

let directory: string;
let intruder: ChildProcess | undefined;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guildhall-watch-'));
});

afterEach(async () => {
  // Its whole group: what it started outlives it otherwise.
  if (intruder) process.kill(-intruder.pid!, 'SIGKILL');
  intruder = undefined;
  await rm(directory, { recursive: true });
});

/** A process that waits for a word, does what the script says, tells so and stays. */
async function start(script: string): Promise<ChildProcess> {
  const program = `process.on('message', async () => { ${script}; process.send('done'); }); process.send('ready');`;
  const child = spawn(process.execPath, ['-e', program], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  });
  intruder = child;
  await once(child, 'message');
  return child;
}

async function act(child: ChildProcess): Promise<void> {
  child.send('now');
  await once(child, 'message');
}

describe('The watch over a worker', () => {
  it('sees what a program of its opened, and lets it open its own', async () => {
    const [own, foreign] = [join(directory, 'job', 'own'), join(directory, 'foreign')];
    await writeFile(foreign, 'secret');
    const child = await start(
      `require('fs').mkdirSync('${join(directory, 'job')}'); require('fs').writeFileSync('${own}', '');
       const held = require('child_process').spawn('sh', ['-c', 'exec 5<${foreign} 6<${own}; echo open; exec sleep 30']);
       await new Promise((done) => held.stdout.once('data', done))`,
    );
    const watch = new ProcessWatch(child.pid!, join(directory, 'job'));
    await act(child);
    const { files, sockets } = watch.stop();
    expect([files, sockets]).toEqual([[foreign], []]);
  });

  it('sees sockets and memory', async () => {
    const baits = await Baits.lay(directory);
    const child = await start(
      `await new Promise((done) => require('net').connect(${new URL(baits.url).port}, '127.0.0.1').once('connect', done));
       globalThis.held = Buffer.alloc(200 * 2 ** 20, 1); globalThis.held = null`,
    );
    const watch = new ProcessWatch(child.pid!, directory);
    await act(child);
    const { sockets, peakBytes } = watch.stop();
    expect(sockets).toEqual([expect.stringMatching(/^tcp /)]);
    expect(peakBytes).toBeGreaterThan(200 * 2 ** 20);
    expect(await baits.touched()).toMatchObject({ connections: 1 });
    baits.take();
  });
});

describe('The baits', () => {
  it('tell once who touched them', async () => {
    const baits = await Baits.lay(directory);
    const nothing = { isRead: false, connections: 0 };
    expect(await baits.touched()).toEqual(nothing);
    await readFile(baits.file);
    expect(await baits.touched()).toEqual({ isRead: baits.tellsReading, connections: 0 });
    const visitor = connect(Number(new URL(baits.url).port), '127.0.0.1');
    await once(visitor, 'connect');
    visitor.destroy();
    await waitFor(async () => (await baits.touched()).connections === 1);
    expect(await baits.touched()).toEqual(nothing);
    baits.take();
  });
});
