import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { countingFaceVideo } from '../../tools/samples/counting-face.js';

const run = promisify(execFile);
const cameraSeconds = 120;
const flags = [
  ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
  ...['--autoplay-policy=no-user-gesture-required', '--use-fake-ui-for-media-stream'],
  '--use-fake-device-for-media-stream',
];

export interface RecordingBrowser {
  browser: Browser;
  /** The microphone plays this recording from its start at the next question. */
  speak(recording: string): Promise<void>;
  close(): Promise<void>;
}

/** A browser whose camera counts its frames and whose microphone plays what it is given. */
export async function openRecordingBrowser(): Promise<RecordingBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-devices-'));
  const [camera, microphone] = [join(folder, 'camera.y4m'), join(folder, 'microphone.wav')];
  writeFileSync(camera, countingFaceVideo(cameraSeconds));
  const speak = async (recording: string) => {
    const format = ['-ac', '1', '-ar', '48000', '-c:a', 'pcm_s16le', microphone];
    await run('ffmpeg', ['-v', 'error', '-y', '-i', recording, '-map', '0:a:0', ...format], { timeout: 60_000 });
  };
  const devices = [`--use-file-for-fake-audio-capture=${microphone}`, `--use-file-for-fake-video-capture=${camera}`];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...flags, ...devices] });
  return {
    browser,
    speak,
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
