import { readFile } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';
import { face } from './counting-face.js';

/** Small on purpose: the recordings are committed. Speech keeps its words at 24 kbit/s Opus. */
const bitRates = { videoBitsPerSecond: 20_000, audioBitsPerSecond: 24_000 } as const;
/** Never leaves the browser: the page is answered by the route below. https makes it a secure context, as cameras need. */
const pageUrl = 'https://recorder.guildhall.test/';
const quietBrowserFlags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

export interface Recording {
  mimeType: string;
  bytes: Buffer;
}

/**
 * Chromium with a microphone that plays `microphoneWav` and a camera that shows `cameraVideo` (y4m). The wav is read
 * again at every recording, so that overwriting the file between two recordings gives two different answers.
 */
export class BrowserRecorder {
  private constructor(private readonly browser: Browser) {}

  static async open({ microphoneWav, cameraVideo }: { microphoneWav: string; cameraVideo: string }) {
    const devices = [
      `--use-file-for-fake-audio-capture=${microphoneWav}%noloop`,
      `--use-file-for-fake-video-capture=${cameraVideo}`,
    ];
    const executablePath = '/usr/bin/chromium';
    return new BrowserRecorder(await chromium.launch({ executablePath, args: [...quietBrowserFlags, ...devices] }));
  }

  /** One MediaRecorder run of `seconds`, in a fresh page. */
  async record(seconds: number): Promise<Recording> {
    const context = await this.browser.newContext({ permissions: ['camera', 'microphone'] });
    try {
      const page = await context.newPage();
      const body = await readFile('tools/samples/recorder-page.html', 'utf8');
      await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body }));
      await page.goto(pageUrl);
      const options = { seconds, width: face.width, height: face.height, ...bitRates };
      const recorded = await page.evaluate<{ mimeType: string; base64: string }>(`record(${JSON.stringify(options)})`);
      return { mimeType: recorded.mimeType, bytes: Buffer.from(recorded.base64, 'base64') };
    } finally {
      await context.close();
    }
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
