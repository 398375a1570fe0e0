import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '@guildhall/clock';
import { FakeOpenAi, type TranscriptionRequest } from '@guildhall/testing';
import { InMemoryTranscriptionStore } from '../../test/in-memory-transcription-store.js';
import { unlimitedSpending } from '../../test/unlimited-spending.js';
import { extractWav } from '../media/ffmpeg.js';
import { listPrices } from '../model-client/model-prices.js';
import { OpenAiSpeechToText } from './openai-speech-to-text.js';
import { WavSplitter } from './wav-splitter.js';

const rate = 16_000;
const wavHeaderBytes = 44;
const toleranceSeconds = 0.1;

interface Spoken {
  word: string;
  start: number;
  end: number;
}

/** Forty "words": each a tone of its own pitch, 0.25 to 0.45 s long, with pauses of 0.4 to 1.1 s between. */
const spoken: Spoken[] = [];
for (let number = 0, at = 0.5; number < 40; number += 1) {
  const end = at + 0.25 + 0.05 * (number % 5);
  spoken.push({ word: wordOf(pitchOf(number)), start: at, end });
  at = end + 0.4 + 0.1 * ((number * 3) % 8);
}
const durationSeconds = spoken.at(-1)!.end + 0.5;

function pitchOf(number: number): number {
  return 300 + 25 * number;
}

function wordOf(pitchHz: number): string {
  return `word${Math.round((pitchHz - 300) / 25)}`;
}

/** The audio of a recording that is over a server's limit, on its way through ffmpeg, the splitter and a server that listens. */
describe('a recording that is larger than a server takes', () => {
  let fake: FakeOpenAi;
  let directory: string;
  let wav: string;

  beforeAll(async () => {
    fake = await FakeOpenAi.start();
    fake.transcriptions.answer = transcribe;
    directory = await mkdtemp(join(tmpdir(), 'guildhall-long-audio-'));
    const [raw, recording] = [join(directory, 'spoken.s16'), join(directory, 'recording.webm')];
    wav = join(directory, 'audio.wav');
    await writeFile(raw, samplesOf(spoken));
    const input = ['-f', 's16le', '-ar', String(rate), '-ac', '1', '-i', raw];
    await promisify(execFile)('ffmpeg', [
      '-nostdin',
      '-v',
      'error',
      '-y',
      ...input,
      '-c:a',
      'libopus',
      '-b:a',
      '48k',
      recording,
    ]);
    await extractWav({ path: recording, container: 'matroska', durationSeconds }, wav);
  }, 60_000);
  afterAll(async () => {
    await fake.close();
    await rm(directory, { recursive: true });
  });
  beforeEach(() => void fake.transcriptions.requests.splice(0));

  const hear = (largestFileBytes: number) =>
    new OpenAiSpeechToText({
      ...{ endpoint: { baseUrl: fake.baseUrl, apiKey: fake.apiKey }, model: 'whisper-1', prices: listPrices },
      ...{ splitter: new WavSplitter(), store: new InMemoryTranscriptionStore(), spending: unlimitedSpending },
      ...{ newCallId: () => 'mdl_1', clock: systemClock, deadlineMs: 10_000, largestFileBytes },
    }).transcribe({
      ...{ subject: 'int_1', path: wav, language: 'en', durationSeconds, signal: new AbortController().signal },
    });

  it.each([
    ['three', 600_000, 3],
    ['many', 200_000, 8],
  ])('is heard in %s parts as in one, word by word and at its time', async (_name, largestFileBytes, leastParts) => {
    expect((await stat(wav)).size).toBeGreaterThan(largestFileBytes);

    const words = (await hear(largestFileBytes)).segments.flatMap((segment) => segment.words);

    const parts = fake.transcriptions.requests.map(({ body }) => body.file.bytes.length);
    expect(parts.length).toBeGreaterThanOrEqual(leastParts);
    expect(Math.max(...parts)).toBeLessThanOrEqual(largestFileBytes);
    // A cut through a word would make two of it, and one beside its time would move all that follow.
    expect(words.map(({ word }) => word)).toEqual(spoken.map(({ word }) => word));
    const offBy = words.map(({ start, end }, index) =>
      Math.max(Math.abs(start! - spoken[index]!.start), Math.abs(end! - spoken[index]!.end)),
    );
    expect(Math.max(...offBy)).toBeLessThan(toleranceSeconds);
  });

  it('is cut where nothing is heard', async () => {
    const parts = await new WavSplitter().split({
      ...{ path: wav, durationSeconds, largestPartBytes: 600_000, signal: new AbortController().signal },
    });
    for (const { path, offsetSeconds } of parts.slice(1)) {
      expect(spoken.some(({ start, end }) => offsetSeconds > start - 0.02 && offsetSeconds < end + 0.02)).toBe(false);
      const [first] = heardIn((await readFile(path)).subarray(wavHeaderBytes));
      expect(first!.start).toBeGreaterThan(0.1);
    }
  });
});

/** A server that hears tones, and knows nothing of the parts before. */
function transcribe({ file }: TranscriptionRequest): object {
  const words = heardIn(file.bytes.subarray(wavHeaderBytes));
  const text = words.map(({ word }) => word).join(' ');
  const segments = words.map(({ word, start, end }, id) => ({ id, start, end, text: ` ${word}`, avg_logprob: -0.1 }));
  return { task: 'transcribe', language: 'english', duration: words.at(-1)?.end ?? 0, text, segments, words };
}

/** Stretches of sound that no silence of 50 ms interrupts, named by their pitch. */
function heardIn(bytes: Buffer): Spoken[] {
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const window = rate / 100;
  const isLoud = Array.from({ length: Math.floor(samples.length / window) }, (_, index) =>
    samples.subarray(index * window, (index + 1) * window).some((sample) => Math.abs(sample) > 1_500),
  );
  const stretches: { from: number; to: number }[] = [];
  for (const index of isLoud.keys()) {
    if (!isLoud[index]) continue;
    const last = stretches.at(-1);
    if (last && index - last.to < 5) last.to = index;
    else stretches.push({ from: index, to: index });
  }
  return stretches.map(({ from, to }) => ({
    word: wordOf(pitchIn(samples.subarray((from + 4) * window, (to - 3) * window))),
    start: from / 100,
    end: (to + 1) / 100,
  }));
}

/** By the times that the wave crosses zero upwards. */
function pitchIn(samples: Int16Array): number {
  const crossings = [...samples.keys()].filter((index) => index > 0 && samples[index - 1]! < 0 && samples[index]! >= 0);
  return ((crossings.length - 1) * rate) / (crossings.at(-1)! - crossings[0]!);
}

function samplesOf(words: Spoken[]): Buffer {
  const samples = new Int16Array(Math.ceil(durationSeconds * rate));
  for (const [number, { start, end }] of words.entries()) {
    for (let index = Math.round(start * rate); index < Math.round(end * rate); index += 1) {
      samples[index] = Math.round(8_000 * Math.sin((2 * Math.PI * pitchOf(number) * index) / rate));
    }
  }
  return Buffer.from(samples.buffer);
}
