import { rejectRecording } from './recording-rejection.js';
import { type Frame, frameSeconds, VoiceDetector } from './voice-detector.js';
import { wavSamples } from './wav-samples.js';

/** What the sound itself says, before any recogniser: recognisers hear words in silence too. */
export interface SpeechActivity {
  durationSeconds: number;
  /** Time within a third of a second of a voiced sound that is not silent. */
  speechSeconds: number;
  /** Of the band of speech, in dB relative to full scale; null for digital silence. */
  meanLevelDb: number | null;
  peakLevelDb: number | null;
}

/** A quieter recording than this holds no speech, however far one turns it up. */
const inaudibleDb = -70;
/** Microphones differ by 30 dB, so silence is relative to the loudest second of the recording. */
const silenceBelowPeakDb = 35;
/** Consonants have no pitch; they stand next to vowels that have. */
const reachSeconds = 0.32;
export const minSpeechSeconds = 1;
/** Fast speakers reach 4 words a second over a whole answer. */
const maxWordsPerSecond = 6;

/** Measures a 16 kHz mono 16-bit wav (see `extractWav`), about 1,000 times faster than it plays. */
export async function measureSpeech(wavPath: string, signal?: AbortSignal): Promise<SpeechActivity> {
  const detector = new VoiceDetector();
  const frames: Frame[] = [];
  for await (const samples of wavSamples(wavPath)) {
    signal?.throwIfAborted();
    frames.push(...detector.push(samples));
  }
  return speechIn(frames);
}

export function speechIn(frames: Frame[]): SpeechActivity {
  const durationSeconds = frames.length * frameSeconds;
  const peak = frames.reduce((loudest, { levelDb }) => Math.max(loudest, levelDb), Number.NEGATIVE_INFINITY);
  const silentBelow = Math.max(inaudibleDb, peak - silenceBelowPeakDb);
  const sounding = frames.map(({ levelDb }) => levelDb >= silentBelow);
  const isVoice = frames.map(({ voiced }, index) => voiced && sounding[index]!);
  // A vowel lasts two frames at least; a click that rings like one does not.
  const voices = [...isVoice.keys()].filter((index) => isVoice[index] && (isVoice[index - 1] || isVoice[index + 1]));
  const near = new Set<number>();
  const reach = Math.round(reachSeconds / frameSeconds);
  for (const voice of voices) {
    for (let index = voice - reach; index <= voice + reach; index += 1) if (sounding[index]) near.add(index);
  }
  return {
    durationSeconds,
    speechSeconds: near.size * frameSeconds,
    meanLevelDb: finite(meanLevelDb(frames)),
    peakLevelDb: finite(peak),
  };
}

/** Rejects a recording in which nobody speaks. */
export function requireSpeech({ speechSeconds, durationSeconds, peakLevelDb }: SpeechActivity): void {
  if (speechSeconds >= minSpeechSeconds) return;
  const finding = `${speechSeconds.toFixed(1)} s of ${durationSeconds.toFixed(1)} s hold speech.`;
  throw rejectRecording('recording_without_speech', finding, {
    details: { speechSeconds, durationSeconds, ...(peakLevelDb !== null && { peakLevelDb }) },
  });
}

/** More words than anybody could have said in that time: the engine invented some. Such a transcript is flagged. */
export function hasMoreWordsThanSpeech(wordCount: number, { speechSeconds }: SpeechActivity): boolean {
  return wordCount > speechSeconds * maxWordsPerSecond;
}

function meanLevelDb(frames: Frame[]): number {
  const power = frames.reduce((sum, { levelDb }) => sum + 10 ** (levelDb / 10), 0);
  return 10 * Math.log10(power / frames.length);
}

function finite(level: number): number | null {
  return Number.isFinite(level) ? Math.round(level * 10) / 10 : null;
}
