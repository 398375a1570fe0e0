import { access } from 'node:fs/promises';
import { overwriteQuietly } from './ffmpeg.js';
import { mebibyte, runMediaProgram, untrustedInput } from './media-program.js';
import type { Container } from './sniff.js';

export interface PictureInput {
  path: string;
  container: Container;
  durationSeconds: number;
}

const widthPixels = 640;
/** By then the person sits down and looks up. */
const wantedSecond = 2;

/**
 * Writes one picture of a take as JPEG, 640 pixels wide: that of its second second, of its middle where it is shorter, and the
 * first one where the camera had stopped by then.
 *
 * @returns whether there was a picture at all
 * Throws a recording rejection where ffmpeg cannot decode it.
 */
export async function takeThumbnail(input: PictureInput, jpegPath: string, signal?: AbortSignal): Promise<boolean> {
  for (const second of [Math.min(wantedSecond, input.durationSeconds / 2), 0]) {
    await takePicture(input, second, jpegPath, signal);
    if (await exists(jpegPath)) return true;
  }
  return false;
}

async function takePicture(
  { path, container }: PictureInput,
  second: number,
  output: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  // One thread: a large picture decoded by sixteen of them does not fit into the memory that it may have.
  const input = ['-ss', String(second), '-threads', '1', ...untrustedInput(container, path)];
  const picture = ['-map', '0:v:0', '-frames:v', '1', '-vf', `scale=${widthPixels}:-2`, '-filter_threads', '1'];
  const jpeg = ['-map_metadata', '-1', '-c:v', 'mjpeg', '-q:v', '4', '-f', 'image2', '-update', '1'];
  await runMediaProgram({
    program: 'ffmpeg',
    args: [...overwriteQuietly, ...input, ...picture, ...jpeg, output],
    inputPath: path,
    timeoutMs: 30_000,
    cpuSeconds: 20,
    outputBytes: 2 * mebibyte,
    signal,
  });
}

/** ffmpeg writes no file, and calls that a success, where nothing is to be seen behind the second. */
async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
