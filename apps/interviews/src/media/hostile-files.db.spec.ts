import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type HostileFile, hostileFiles, isExpected, truncatedFiles } from '../../test/hostile-files.js';
import { runTakeChain } from '../../test/take-chain.js';
import { isRecordingRejection } from './recording-rejection.js';
import { WorkDirectories } from './work-directory.js';

const maxMilliseconds = 60_000;
/** What this process itself may grow by; the programs it starts are held to 1 GiB by the kernel. */
const maxGrowthBytes = 400 * 1024 * 1024;
const secret = 'this line lies where no recording may reach';

const root = await mkdtemp(join(tmpdir(), 'guildhall-hostile-'));
const bait = join(root, 'secret.txt');
await writeFile(bait, secret);
let requests = 0;
const server = createServer((_request, response) => {
  requests += 1;
  response.end(secret);
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const webmSample = 'samples/recordings/short.webm';
const mp4Sample = join(root, 'sample.mp4');
await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', webmSample, '-c:v', 'libx264', '-c:a', 'aac', mp4Sample]);
const [webm, mp4] = [await readFile(webmSample), await readFile(mp4Sample)];
// The whole set, with cuts at every tenth, is run by `npm run test:media`.
const files = [...hostileFiles({ file: bait, url }, webm, mp4), truncatedFiles('an MP4', mp4).at(-1)!];
const workDirectories = new WorkDirectories(join(root, 'work'));

afterAll(async () => {
  server.close();
  await rm(root, { recursive: true });
});

async function outcomeOf({ bytes, fileName }: HostileFile): Promise<string> {
  return await workDirectories.use(async (directory) => {
    const path = join(directory, fileName ?? 'upload');
    await writeFile(path, bytes);
    try {
      await runTakeChain(path, directory);
      return 'accepted';
    } catch (error) {
      if (isRecordingRejection(error)) return error.code;
      throw error;
    } finally {
      await rm(path);
      await expectNoSecretIn(directory);
    }
  });
}

async function expectNoSecretIn(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    expect((await readFile(join(directory, name))).includes(secret)).toBe(false);
  }
}

it('knows at least 25 hostile files', () => {
  expect(files.length).toBeGreaterThanOrEqual(25);
});

it.each(files)(
  'lets $name touch no file and no network, within time and memory',
  async (hostile) => {
    const memoryBefore = process.memoryUsage.rss();
    const started = performance.now();
    const outcome = await outcomeOf(hostile);
    expect([outcome, isExpected(hostile, outcome)]).toEqual([outcome, true]);
    expect(performance.now() - started).toBeLessThan(maxMilliseconds);
    expect(process.memoryUsage.rss() - memoryBefore).toBeLessThan(maxGrowthBytes);
    expect(requests).toBe(0);
  },
  maxMilliseconds * 2,
);
