import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserRecorder } from './browser-recorder.js';
import { countingFaceVideo } from './counting-face.js';
import { speak, wavSeconds } from './festival-voice.js';

const answersPath = 'samples/sample-answers.json';
const recordingsDirectory = 'samples/recordings';
/** Longer than any answer: a fake camera starts again at frame 0 when its file ends, and no counter may come twice. */
const cameraSeconds = 120;
const shortSample = { id: 'short', text: 'I compare numbers with two published annual reports.' };

interface SampleAnswer {
  id: string;
  text: string;
}

/**
 * `npm run samples:make [-- id…]`: speaks the sample answers and records them through Chromium's MediaRecorder into
 * `samples/recordings/<id>.webm`. Runs in real time, about six minutes for all; run it from the repository's root.
 */
async function makeSamples(wanted: string[]): Promise<void> {
  const answers = JSON.parse(await readFile(answersPath, 'utf8')) as SampleAnswer[];
  const samples = [...answers, shortSample].filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const directory = await mkdtemp(join(tmpdir(), 'guildhall-samples-'));
  const microphoneWav = join(directory, 'microphone.wav');
  const cameraVideo = join(directory, 'camera.y4m');
  await writeFile(cameraVideo, countingFaceVideo(cameraSeconds));
  const recorder = await BrowserRecorder.open({ microphoneWav, cameraVideo });
  try {
    await mkdir(recordingsDirectory, { recursive: true });
    for (const { id, text } of samples) {
      await speak(text, microphoneWav, directory);
      const seconds = await wavSeconds(microphoneWav);
      const { mimeType, bytes } = await recorder.record(seconds);
      await writeFile(join(recordingsDirectory, `${id}.webm`), bytes);
      console.log(`${id}.webm  ${seconds.toFixed(1)} s  ${Math.round(bytes.length / 1000)} kB  ${mimeType}`);
    }
  } finally {
    await recorder.close();
    await rm(directory, { recursive: true, force: true });
  }
}

await makeSamples(process.argv.slice(2));
