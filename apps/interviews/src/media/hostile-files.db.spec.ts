import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type HostileFile, hostileFiles } from '../../test/hostile-files.js';
import { extractWav, remuxTake } from './ffmpeg.js';
import { probeRecording } from './probe.js';
import { isRecordingRejection } from './recording-rejection.js';
import { measureSpeech } from './speech-activity.js';
import { WorkDirectories } from './work-directory.js';

const limits = { maxDurationSeconds: 140 };
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
const files = hostileFiles({ file: bait, url }, await readFile(webmSample), await readFile(mp4Sample));
const workDirectories = new WorkDirectories(join(root, 'work'));

afterAll(async () => {
  server.close();
  await rm(root, { recursive: true });
});

/** Everything that happens to an accepted take, up to what a recogniser would get. Returns what came out. */
async function processTake(bytes: Buffer, directory: string): Promise<Buffer> {
  const path = join(directory, 'upload');
  await writeFile(path, bytes);
  const take = await remuxTake([{ path, probed: await probeRecording(path, limits) }], limits, { directory });
  const wavPath = join(directory, 'speech.wav');
  await extractWav(take, wavPath);
  await measureSpeech(wavPath);
  return Buffer.concat([await readFile(take.path), await readFile(wavPath)]);
}

async function outcomeOf({ bytes }: HostileFile): Promise<string> {
  try {
    const output = await workDirectories.use((directory) => processTake(bytes, directory));
    return output.includes(secret) ? 'leaked' : 'harmless';
  } catch (error) {
    if (isRecordingRejection(error)) return error.code;
    throw error;
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
    expect(hostile.expected).toContain(await outcomeOf(hostile));
    expect(performance.now() - started).toBeLessThan(maxMilliseconds);
    expect(process.memoryUsage.rss() - memoryBefore).toBeLessThan(maxGrowthBytes);
    expect(requests).toBe(0);
  },
  maxMilliseconds * 2,
);
