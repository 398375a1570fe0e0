import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WavSplitter } from './wav-splitter.js';

const rate = 16_000;
const signal = new AbortController().signal;

/** Sound with pauses of 0.6 s that begin at these seconds, behind a header with a chunk that nobody needs. */
function wav(seconds: number, pausesAt: number[]): Buffer {
  const samples = Int16Array.from({ length: seconds * rate }, (_, index) => {
    const at = index / rate;
    const isPause = pausesAt.some((pause) => at >= pause && at < pause + 0.6);
    return isPause ? index % 3 : Math.round(8_000 * Math.sin(index / 5));
  });
  const chunk = (id: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(id, 0, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body]);
  };
  const format = Buffer.from([1, 0, 1, 0, 0x80, 0x3e, 0, 0, 0, 0x7d, 0, 0, 2, 0, 16, 0]);
  const chunks = [chunk('fmt ', format), chunk('LIST', Buffer.alloc(26)), chunk('data', Buffer.from(samples.buffer))];
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

describe('WavSplitter', () => {
  let directory: string;
  let path: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'guildhall-wav-'));
    path = join(directory, 'audio.wav');
  });

  afterEach(() => rm(directory, { recursive: true }));

  const split = (largestSeconds: number) =>
    new WavSplitter().split({ path, durationSeconds: 0, largestPartBytes: 44 + largestSeconds * rate * 2, signal });

  it('cuts in the pauses, in order, without losing or repeating a sample', async () => {
    const whole = wav(25, [7.2, 14.9, 20]);
    await writeFile(path, whole);
    const parts = await split(10);
    expect(parts.map(({ offsetSeconds }) => offsetSeconds)).toHaveLength(3);
    expect(parts[0]!.durationSeconds).toBeGreaterThan(7.2);
    expect(parts[0]!.durationSeconds).toBeLessThan(7.8);
    expect(parts[1]!.offsetSeconds).toBe(parts[0]!.durationSeconds);
    expect(parts[2]!.offsetSeconds).toBeGreaterThan(14.9);
    expect(parts[2]!.offsetSeconds).toBeLessThan(15.5);
    expect(parts[2]!.offsetSeconds + parts[2]!.durationSeconds).toBe(25);
    const sounds = await Promise.all(parts.map(async (part) => (await readFile(part.path)).subarray(44)));
    expect(Buffer.concat(sounds).equals(whole.subarray(-25 * rate * 2))).toBe(true);
  });

  it('writes parts that are wav files of the same form within the limit', async () => {
    await writeFile(path, wav(25, [7.2, 14.9]));
    for (const part of await split(10)) {
      const bytes = await readFile(part.path);
      expect(bytes.length).toBeLessThanOrEqual(44 + 10 * rate * 2);
      expect(bytes.readUInt32LE(40)).toBe(bytes.length - 44);
      path = part.path;
      expect(await split(10)).toHaveLength(1);
    }
  });

  it('cuts somewhere where nobody ever pauses, and still ends', async () => {
    await writeFile(path, wav(25, []));
    const parts = await split(10);
    expect(parts.length).toBeLessThanOrEqual(5);
    expect(parts.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0)).toBeCloseTo(25, 9);
  });

  it.each([
    ['Ogg', Buffer.from('OggS and so on, long enough to hold a header of forty-four bytes')],
    ['an empty file', Buffer.alloc(0)],
    ['stereo', Buffer.concat([wav(1, []).subarray(0, 22), Buffer.from([2, 0]), wav(1, []).subarray(24)])],
  ])('refuses %s', async (_, bytes) => {
    await writeFile(path, bytes);
    await expect(split(10)).rejects.toThrow('no 16 kHz mono 16-bit wav file');
  });
});
