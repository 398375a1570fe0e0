import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractWav, remuxTake } from '../../apps/interviews/src/media/ffmpeg.js';
import { probeRecording } from '../../apps/interviews/src/media/probe.js';
import { WorkDirectories } from '../../apps/interviews/src/media/work-directory.js';
import { PocketsphinxSpeechToText } from '../../apps/interviews/src/transcription/pocketsphinx-speech-to-text.js';
import type { TranscriptDraft } from '../../apps/interviews/src/transcription/speech-to-text.js';
import { wordErrorRate, wordsOf } from './word-error-rate.js';

const limits = { maxDurationSeconds: 600 };
const transcriptsDirectory = 'samples/transcripts';
const saveFlag = '--save';

interface SampleAnswer {
  id: string;
  text: string;
}

interface Measured {
  id: string;
  words: number;
  seconds: number;
  wordErrorRate: number;
  /** Wall-clock seconds of recognition per second of speech. */
  realTimeFactor: number;
}

/**
 * `npm run eval:speech`: recognises the six sample recordings on the path that an applicant's answer takes, and measures
 * what came out against what was spoken. With `--save` the transcripts become the fixtures in `samples/transcripts`.
 */
async function evaluateSpeech(save: boolean): Promise<void> {
  const answers = JSON.parse(await readFile('samples/sample-answers.json', 'utf8')) as SampleAnswer[];
  const workDirectories = new WorkDirectories();
  const engine = await PocketsphinxSpeechToText.open({ workDirectories });
  console.log('recording   words  seconds  word error rate  × real time');
  const measured: Measured[] = [];
  for (const { id, text } of answers) {
    const started = performance.now();
    const { draft, seconds } = await workDirectories.use((directory) => transcribe(engine, id, directory));
    const realTimeFactor = (performance.now() - started) / 1000 / seconds;
    const heard = draft.segments.map((segment) => segment.text).join(' ');
    const row = { id, words: wordsOf(text).length, seconds, wordErrorRate: wordErrorRate(text, heard), realTimeFactor };
    measured.push(row);
    console.log(tableLine(row));
    if (save) await saveTranscript(id, draft);
  }
  console.log(JSON.stringify({ engine: engine.engine, model: engine.model, version: engine.version, measured }));
}

async function transcribe(engine: PocketsphinxSpeechToText, id: string, directory: string) {
  const path = join('samples/recordings', `${id}.webm`);
  const take = await remuxTake([{ path, probed: await probeRecording(path, limits) }], limits, { directory });
  const wavPath = join(directory, 'speech.wav');
  await extractWav(take, wavPath);
  const { durationSeconds } = take;
  const signal = AbortSignal.timeout(limits.maxDurationSeconds * 1000);
  const draft = await engine.transcribe({
    subject: 'sample',
    path: wavPath,
    language: 'en-US',
    durationSeconds,
    signal,
  });
  return { draft, seconds: durationSeconds };
}

async function saveTranscript(id: string, draft: TranscriptDraft): Promise<void> {
  await mkdir(transcriptsDirectory, { recursive: true });
  await writeFile(join(transcriptsDirectory, `${id}.json`), `${JSON.stringify(draft, null, 2)}\n`);
}

function tableLine({ id, words, seconds, wordErrorRate: errors, realTimeFactor }: Measured): string {
  const cells = [
    String(words).padStart(5),
    seconds.toFixed(1).padStart(7),
    `${(errors * 100).toFixed(1)} %`.padStart(15),
  ];
  return `${id.padEnd(10)}  ${cells.join('  ')}  ${realTimeFactor.toFixed(2).padStart(11)}`;
}

await evaluateSpeech(process.argv.includes(saveFlag));
