import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { takeThumbnail } from './thumbnail.js';

const run = promisify(execFile);
const short = 'samples/recordings/short.webm';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guildhall-thumbnail-'));
});

afterEach(() => rm(directory, { recursive: true }));

async function synthetic(name: string, args: string[]): Promise<string> {
  const path = join(directory, name);
  await run('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

async function thumbnailOf(path: string, durationSeconds: number): Promise<string | null> {
  const jpeg = join(directory, 'thumbnail.jpg');
  const container = path.endsWith('.mp4') ? 'mp4' : 'matroska';
  return (await takeThumbnail({ path, container, durationSeconds }, jpeg)) ? jpeg : null;
}

async function sizeOf(jpeg: string): Promise<string> {
  const entries = ['-show_entries', 'stream=codec_name,width,height', '-of', 'csv=p=0'];
  return (await run('ffprobe', ['-v', 'error', ...entries, jpeg])).stdout.trim();
}

/** The mean brightness of a JPEG, from 0 to 255. */
async function brightnessOf(jpeg: string): Promise<number> {
  const averaged = ['-vf', 'scale=1:1:flags=area', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'];
  return (await run('ffmpeg', ['-v', 'error', '-i', jpeg, ...averaged], { encoding: 'buffer' })).stdout[0]!;
}

const tone = ['-f', 'lavfi', '-i', 'sine=f=440'];
const encoding = ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus'];
/** Dark for a second, then bright. */
const dawn = ['-f', 'lavfi', '-i', 'color=black:size=160x120:rate=5:d=1,format=yuv420p'];
const day = ['-f', 'lavfi', '-i', 'color=white:size=160x120:rate=5:d=3,format=yuv420p'];

describe('The thumbnail of a take', () => {
  it('is a JPEG, 640 pixels wide, of what a browser recorded', async () => {
    expect(await sizeOf((await thumbnailOf(short, 6))!)).toBe('mjpeg,640,480');
  });

  it('shows the second second, or the middle of what is shorter', async () => {
    const joined = ['-filter_complex', '[0:v][1:v]concat=n=2[v]', '-map', '[v]', '-map', '2:a', '-t', '4'];
    const path = await synthetic('dawn.webm', [...dawn, ...day, ...tone, ...joined, ...encoding]);
    expect(await brightnessOf((await thumbnailOf(path, 4))!)).toBeGreaterThan(200);
    expect(await brightnessOf((await thumbnailOf(path, 1))!)).toBeLessThan(50);
  });

  it('shows the first picture where the camera stopped early, be it black', async () => {
    const path = await synthetic('early.webm', [...dawn, ...tone, '-t', '6', ...encoding]);
    expect(await brightnessOf((await thumbnailOf(path, 6))!)).toBeLessThan(50);
  });

  it('is the same for an MP4', async () => {
    const picture = ['-f', 'lavfi', '-i', 'testsrc=size=90x160:rate=10'];
    const path = await synthetic('phone.mp4', [...picture, ...tone, '-t', '3', '-c:v', 'libx264', '-c:a', 'aac']);
    expect(await sizeOf((await thumbnailOf(path, 3))!)).toBe('mjpeg,640,1138');
  });

  it('is rejected where nothing of the picture can be decoded, and leaves no file', async () => {
    const path = await synthetic('noisy.webm', ['-i', short, '-c', 'copy', '-bsf:v', 'noise=amount=1']);
    await expect(thumbnailOf(path, 6)).rejects.toMatchObject({ code: 'recording_unreadable' });
    expect(await readdir(directory)).toEqual(['noisy.webm']);
  });
});
