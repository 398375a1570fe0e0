import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const picture = ['-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=10'];
/** Noise is what the recogniser takes longest over. */
const seconds = '5';

const sounds = {
  silence: 'anullsrc=r=48000:cl=mono',
  'a noise of 5 Hz': 'anoisesrc=c=white:a=0.5:r=48000,tremolo=f=5:d=0.9',
  'a tone of 5 Hz': 'sine=f=5:r=48000',
} as const;

/** A whole, playable recording that says nothing. */
export async function recordingOf(sound: keyof typeof sounds, directory: string): Promise<Buffer> {
  return await record(directory, [...picture, '-f', 'lavfi', '-i', sounds[sound], '-c:a', 'libopus', '-b:a', '24k']);
}

/** What a browser makes whose microphone was never asked for. */
export async function recordingWithoutSound(directory: string): Promise<Buffer> {
  return await record(directory, picture);
}

async function record(directory: string, input: string[]): Promise<Buffer> {
  const path = join(directory, 'made.webm');
  const encoding = ['-t', seconds, '-c:v', 'libvpx', '-deadline', 'realtime', '-live', '1'];
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...input, ...encoding, path], { timeout: 60_000 });
  return await readFile(path);
}
