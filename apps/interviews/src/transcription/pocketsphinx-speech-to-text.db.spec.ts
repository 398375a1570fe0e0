import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractOpus, extractWav } from '../media/ffmpeg.js';
import { probeRecording } from '../media/probe.js';
import { WorkDirectories } from '../media/work-directory.js';
import { PocketsphinxSpeechToText } from './pocketsphinx-speech-to-text.js';

const path = 'samples/recordings/short.webm';
const { container, durationSeconds } = await probeRecording(path, { maxDurationSeconds: 140 });
const never = new AbortController().signal;

let directory: string;
let engine: PocketsphinxSpeechToText;
let wav: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guildhall-pocketsphinx-'));
  engine = await PocketsphinxSpeechToText.open({ workDirectories: new WorkDirectories(join(directory, 'work')) });
  wav = join(directory, 'short.wav');
  await extractWav({ path, container, durationSeconds }, wav);
});

afterAll(() => rm(directory, { recursive: true }));

function transcribe(change: { path?: string; language?: string; signal?: AbortSignal } = {}) {
  return engine.transcribe({
    subject: 'int_1',
    path: wav,
    language: 'en-GB',
    durationSeconds,
    signal: never,
    ...change,
  });
}

it('hears most words of a spoken sentence, in their order and within the recording', async () => {
  const draft = await transcribe();
  const words = draft.segments.flatMap((segment) => segment.words);
  expect(words.map(({ word }) => word).join(' ')).toMatch(/numbers? .*published .*reports?/);
  for (const [index, { start, end, confidence }] of words.entries()) {
    expect(start).toBeGreaterThanOrEqual(words[index - 1]?.end ?? 0.5);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThan(durationSeconds);
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
});

it('says that it is a demonstration engine, and which', async () => {
  const draft = await transcribe();
  expect(draft).toMatchObject({ engine: expect.stringContaining('demonstration'), model: 'en-us', language: 'en-GB' });
  expect(draft.version).not.toBe('');
});

it('reads Ogg Opus too, hears the same, and leaves no file behind', async () => {
  const ogg = join(directory, 'short.ogg');
  await extractOpus({ path, container, durationSeconds }, ogg);
  const { segments } = await transcribe({ path: ogg });
  expect(segments.map(({ text }) => text).join(' ')).toMatch(/published .*reports?/);
  expect(await readdir(join(directory, 'work'))).toEqual([]);
});

it.each(['de', 'pt-BR', 'enm'])('refuses %s, which it does not know', async (language) => {
  await expect(transcribe({ language })).rejects.toMatchObject({ code: 'unsupported_language' });
});

it('stops at once when the caller gives up', async () => {
  const caller = new AbortController();
  const run = transcribe({ signal: caller.signal }).catch((error: unknown) => error);
  setImmediate(() => caller.abort(new Error('the worker is stopping')));
  expect(await run).toEqual(new Error('the worker is stopping'));
});

it('names the packages to install where its model is missing', async () => {
  const opening = PocketsphinxSpeechToText.open({
    workDirectories: new WorkDirectories(directory),
    modelDirectory: join(directory, 'nothing-here'),
  });
  await expect(opening).rejects.toThrow('install the packages pocketsphinx and pocketsphinx-en-us');
});
