import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { poll } from '../../tools/client/poll.js';
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
  /** The microphone plays this recording from its start when it is next opened, after so many seconds of silence. */
  speak(recording: string, silenceSeconds?: number): Promise<void>;
  /** Nobody says anything from when the microphone is next opened. */
  beSilent(): Promise<void>;
  close(): Promise<void>;
}

export interface RecordingBrowserOptions {
  /** The microphone falls silent after what it was given; otherwise it begins again. */
  speaksOnce?: boolean;
}

/** A browser whose camera counts its frames and whose microphone plays what it is given. */
export async function openRecordingBrowser({
  speaksOnce = false,
}: RecordingBrowserOptions = {}): Promise<RecordingBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-devices-'));
  const [camera, microphone] = [join(folder, 'camera.y4m'), join(folder, 'microphone.wav')];
  writeFileSync(camera, countingFaceVideo(cameraSeconds));
  const play = async (source: string[]) => {
    const format = ['-ac', '1', '-ar', '48000', '-c:a', 'pcm_s16le', microphone];
    await run('ffmpeg', ['-v', 'error', '-y', ...source, ...format], { timeout: 60_000 });
  };
  const heard = speaksOnce ? `${microphone}%noloop` : microphone;
  const devices = [`--use-file-for-fake-audio-capture=${heard}`, `--use-file-for-fake-video-capture=${camera}`];
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...flags, ...devices] });
  return {
    browser,
    speak: (recording, silenceSeconds = 0) =>
      play(['-i', recording, '-map', '0:a:0', '-af', `adelay=${silenceSeconds}s:all=1`]),
    beSilent: () => play(['-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=mono', '-t', '10']),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the page of the room says that so many seconds are recorded. */
export async function recordedUntil(page: Page, seconds: number): Promise<void> {
  const patienceMs = (seconds + 30) * 1_000;
  await poll(
    `A recording of ${seconds} s`,
    async () => ((await recordedSeconds(page)) >= seconds ? true : null),
    patienceMs,
  );
}

/** As the page says it: the last of the two times of its safety line. */
async function recordedSeconds(page: Page): Promise<number> {
  const line = (await page.getByTestId('safety').textContent()) ?? '';
  const [minutes, seconds] = line
    .match(/\d+:\d\d/g)!
    .at(-1)!
    .split(':');
  return Number(minutes) * 60 + Number(seconds);
}
