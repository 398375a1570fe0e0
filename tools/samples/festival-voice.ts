import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const voice = 'cmu_us_slt_arctic_hts';
const pauseAfterSentenceSeconds = 0.7;
/** The fake microphone holds the last sample of its file for ever, so a file must begin and end in silence. */
const silenceAtBothEndsSeconds = 1;
const synthesisTimeoutMs = 120_000;

/**
 * Speaks `text` with festival and writes a 48 kHz mono wav to `wavPath`; `directory` takes the wavs on the way.
 *
 * One synthesis call per sentence with a pause after each: a whole text spoken in one call has no pauses that a
 * recogniser could cut at, and costs it about twice the word errors.
 */
export async function speak(text: string, wavPath: string, directory: string): Promise<void> {
  const sentences = sentencesOf(text);
  const spoken = sentences.map((_, index) => join(directory, `sentence-${index}.wav`));
  const script = join(directory, 'speak.scm');
  await writeFile(script, festivalScript(sentences, spoken));
  await run('festival', ['--batch', script], { timeout: synthesisTimeoutMs });
  const paused = await Promise.all(spoken.map(withPauseAfter));
  const pad = ['pad', String(silenceAtBothEndsSeconds), String(silenceAtBothEndsSeconds)];
  await run('sox', [...paused, wavPath, ...pad], { timeout: synthesisTimeoutMs });
}

/** Length of a wav in seconds, as sox reads it. */
export async function wavSeconds(wavPath: string): Promise<number> {
  const { stdout } = await run('soxi', ['-D', wavPath], { timeout: synthesisTimeoutMs });
  return Number(stdout);
}

export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.?!])\s+/).filter((sentence) => sentence.trim() !== '');
}

function festivalScript(sentences: string[], wavPaths: string[]): string {
  const calls = sentences.map(
    (sentence, index) =>
      `(utt.save.wave (utt.synth (Utterance Text ${schemeString(sentence)})) ${schemeString(wavPaths[index]!)} 'riff)`,
  );
  return [`(voice_${voice})`, ...calls, ''].join('\n');
}

function schemeString(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

async function withPauseAfter(wavPath: string): Promise<string> {
  const paused = wavPath.replace(/\.wav$/, '-paused.wav');
  const format = ['-r', '48000', '-b', '16', '-c', '1'];
  await run('sox', [wavPath, ...format, paused, 'pad', '0', String(pauseAfterSentenceSeconds)], {
    timeout: synthesisTimeoutMs,
  });
  return paused;
}
