import { rejectRecording } from './recording-rejection.js';
import { type Frame, frameSeconds, VoiceDetector } from './voice-detector.js';
import { wavSamples } from './wav-samples.js';

/** What the sound itself says, before any recogniser: recognisers hear words in silence too. */
export interface SpeechActivity {
  durationSeconds: number;
  /** From voice to voice; longer pauses and the breath before and after do not count. */
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
const reachFrames = 8;
/** The closure of a stop, a hesitation: part of speech up to a third of a second. */
const bridgedFrames = 8;
const minSpeechSeconds = 1;

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
  const spoken = new Set<number>();
  for (const voice of voices) {
    for (let index = voice - reachFrames; index <= voice + reachFrames; index += 1) {
      if (sounding[index]) spoken.add(index);
    }
  }
  return {
    durationSeconds,
    speechSeconds: withBridgedPauses([...spoken].sort((a, b) => a - b)) * frameSeconds,
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

/** How many frames there are from the first of `spoken` to the last, without the long pauses between. */
function withBridgedPauses(spoken: number[]): number {
  return spoken.reduce((count, frame, position) => {
    const pause = position === 0 ? 0 : frame - spoken[position - 1]! - 1;
    return count + 1 + (pause <= bridgedFrames ? pause : 0);
  }, 0);
}

function meanLevelDb(frames: Frame[]): number {
  const power = frames.reduce((sum, { levelDb }) => sum + 10 ** (levelDb / 10), 0);
  return 10 * Math.log10(power / frames.length);
}

function finite(level: number): number | null {
  return Number.isFinite(level) ? Math.round(level * 10) / 10 : null;
}
