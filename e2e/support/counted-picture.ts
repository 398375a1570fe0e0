import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { face, frameNumberIn } from '../../tools/samples/counting-face.js';

const decodingMs = 60_000;

/** The number of the frame that the page shows of the camera now. */
export async function frameOnScreen(page: Page): Promise<number> {
  const pixels = await page.evaluate<number[]>(`(() => {
    const video = document.querySelector('video');
    const canvas = new OffscreenCanvas(${face.width}, ${face.height});
    const pen = canvas.getContext('2d');
    pen.drawImage(video, 0, 0, ${face.width}, ${face.height});
    const { data } = pen.getImageData(0, 0, ${face.width}, ${face.height});
    return Array.from(data).filter((_, at) => at % 4 === 1);
  })()`);
  return frameNumberIn(Uint8Array.from(pixels));
}

/** The numbers of all frames of a recording, in the order of its playback. */
export async function framesIn(recording: string): Promise<number[]> {
  const filters = `scale=${face.width}:${face.height},format=gray`;
  const args = ['-v', 'error', '-i', recording, '-map', '0:v:0', '-vsync', '0', '-vf', filters, '-f', 'rawvideo', '-'];
  const options = { encoding: 'buffer', maxBuffer: 256 * 1024 ** 2, timeout: decodingMs } as const;
  const { stdout } = await promisify(execFile)('ffmpeg', args, options);
  const size = face.width * face.height;
  return Array.from({ length: stdout.length / size }, (_, at) =>
    frameNumberIn(stdout.subarray(at * size, (at + 1) * size)),
  );
}
