import { requireSpeech, speechIn } from './speech-activity.js';
import { sampleRateHz, VoiceDetector } from './voice-detector.js';

const seconds = 6;

/** Samples of `wave(t)`, t in seconds, as they would come from a file: in blocks that fit no frame. */
function activityOf(wave: (t: number) => number, from = 0, to = seconds) {
  const detector = new VoiceDetector();
  const samples = Float32Array.from({ length: seconds * sampleRateHz }, (_, index) => {
    const t = index / sampleRateHz;
    return t >= from && t < to ? wave(t) : 0;
  });
  const frames = [];
  for (let start = 0; start < samples.length; start += 997)
    frames.push(...detector.push(samples.subarray(start, start + 997)));
  return speechIn(frames);
}

/** A vowel: a pitch and its harmonics, falling off as they do in a voice. */
const vowel = (pitchHz: number, loudness: number) => (t: number) =>
  [1, 2, 3, 4, 5, 6].reduce((sum, n) => sum + (loudness / n) * Math.sin(2 * Math.PI * pitchHz * n * t), 0);

/** Reproducible white noise between -1 and 1. @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function noise() {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

it.each([
  ['low', 95],
  ['middle', 160],
  ['high', 320],
])('hears a %s voice for as long as it sounds', (_, pitchHz) => {
  const { speechSeconds, durationSeconds } = activityOf(vowel(pitchHz, 0.2), 1, 3);
  expect(durationSeconds).toBe(seconds);
  expect(speechSeconds).toBeGreaterThan(1.8);
  expect(speechSeconds).toBeLessThan(2.2);
});

it('counts the short pauses of speech and not the long ones', () => {
  const syllables = (pauseSeconds: number) => (t: number) => (t % (0.4 + pauseSeconds) < 0.4 ? vowel(140, 0.2)(t) : 0);
  expect(activityOf(syllables(0.2)).speechSeconds).toBeGreaterThan(5.5);
  expect(activityOf(syllables(0.8)).speechSeconds).toBeLessThan(2.5);
});

it('hears a quiet microphone as well as a loud one', () => {
  expect(activityOf(vowel(140, 0.002), 1, 3).speechSeconds).toBeGreaterThan(1.8);
});

const white = noise();
let brown = 0;
const noSpeech: [string, (t: number) => number][] = [
  ['digital silence', () => 0],
  ['a tone of 5 Hz', (t) => 0.9 * Math.sin(2 * Math.PI * 5 * t)],
  ['clicks five times a second', (t) => (t % 0.2 < 0.1 ? 0.5 : -0.5)],
  ['white noise', () => 0.5 * white()],
  ['white noise that swells five times a second', (t) => 0.5 * white() * (0.55 + 0.45 * Math.sin(2 * Math.PI * 5 * t))],
  [
    'rumble',
    () => {
      brown = 0.998 * brown + 0.02 * white();
      return brown;
    },
  ],
];

it.each(noSpeech)('hears no speech in %s, and rejects it', (_, wave) => {
  const activity = activityOf(wave);
  expect(activity.speechSeconds).toBeLessThan(0.5);
  expect(() => requireSpeech(activity)).toThrow(expect.objectContaining({ code: 'recording_without_speech' }));
});

it('measures levels in dB below full scale, and none for digital silence', () => {
  const loud = activityOf(vowel(200, 0.1));
  const quiet = activityOf(vowel(200, 0.01));
  // Six harmonics of amplitude 0.1/n have the power of half their squares: -21.3 dB, of which the filters take a little.
  expect(loud.peakLevelDb).toBeGreaterThan(-22.5);
  expect(loud.peakLevelDb).toBeLessThan(-21);
  expect(loud.peakLevelDb! - quiet.peakLevelDb!).toBeCloseTo(20, 0);
  expect(loud.meanLevelDb).toBeCloseTo(loud.peakLevelDb!, 0);
  expect(activityOf(() => 0)).toMatchObject({ peakLevelDb: null, meanLevelDb: null });
});
