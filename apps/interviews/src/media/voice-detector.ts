/** What is heard in one frame of sound. */
export interface Frame {
  /** Root mean square of the band of speech, in dB relative to full scale; -Infinity for digital silence. */
  levelDb: number;
  /** Whether it has a pitch between 80 and 400 Hz, as a voice has and noise has not. */
  voiced: boolean;
}

export const sampleRateHz = 16_000;
export const frameSeconds = 0.04;

const decimation = 4;
const slowRateHz = sampleRateHz / decimation;
const frameSamples = slowRateHz * frameSeconds;
const highPassHz = 120;
const shortestLag = slowRateHz / 400;
const longestLag = slowRateHz / 80;
/** White noise stays below 0.35 in frames of this length; a held vowel comes close to 1. */
const voicedCorrelation = 0.5;
const preEmphasis = 0.97;

/**
 * Cuts 16 kHz mono samples (between -1 and 1) into frames of 40 ms and says of each how loud it is and whether it is voiced.
 * Rumble below 120 Hz is filtered out first, so that wind, hum or a 5 Hz noise is neither loud nor voiced.
 */
export class VoiceDetector {
  private readonly filter = new DecimatingHighPass(highPassHz, sampleRateHz);
  private readonly frame = new Float32Array(frameSamples);
  private filled = 0;

  /** The frames that these samples complete. Samples may come in pieces of any length. */
  push(samples: Float32Array): Frame[] {
    const frames: Frame[] = [];
    for (let taken = 0; taken < samples.length; ) {
      const wanted = (frameSamples - this.filled) * decimation;
      const piece = samples.subarray(taken, taken + wanted);
      this.filled += this.filter.apply(piece, this.frame, this.filled);
      taken += piece.length;
      if (this.filled < frameSamples) continue;
      frames.push({ levelDb: levelDbOf(this.frame), voiced: isVoiced(this.frame) });
      this.filled = 0;
    }
    return frames;
  }
}

/**
 * Second-order Butterworth high-pass, of whose output the mean of four neighbours is kept. The mean is the low-pass of the
 * decimation: pitch lies far below the 2 kHz that remain.
 * @see https://www.w3.org/TR/audio-eq-cookbook/
 */
class DecimatingHighPass {
  private readonly b0: number;
  private readonly a1: number;
  private readonly a2: number;
  private readonly past = new Float64Array(4);
  private sum = 0;
  private summed = 0;

  constructor(cutoffHz: number, rateHz: number) {
    const w = (2 * Math.PI * cutoffHz) / rateHz;
    const alpha = Math.sin(w) / Math.SQRT2;
    const a0 = 1 + alpha;
    this.b0 = (1 + Math.cos(w)) / 2 / a0;
    this.a1 = (-2 * Math.cos(w)) / a0;
    this.a2 = (1 - alpha) / a0;
  }

  /**
   * Goes on from the samples of the call before, and writes into `target` from `at` on.
   * @returns how many were written
   */
  apply(samples: Float32Array, target: Float32Array, at: number): number {
    const { b0, a1, a2, past } = this;
    // In local variables, or each of half a million samples would read and write seven fields.
    let { sum, summed } = this;
    let [x1, x2, y1, y2] = past as unknown as [number, number, number, number];
    let written = 0;
    for (let index = 0; index < samples.length; index += 1) {
      const x = samples[index]!;
      const y = b0 * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      sum += y;
      summed += 1;
      if (summed < decimation) continue;
      target[at + written] = sum / decimation;
      written += 1;
      sum = 0;
      summed = 0;
    }
    past[0] = x1;
    past[1] = x2;
    past[2] = y1;
    past[3] = y2;
    this.sum = sum;
    this.summed = summed;
    return written;
  }
}

function levelDbOf(samples: Float32Array): number {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  return 10 * Math.log10(energy / samples.length);
}

/**
 * A voice repeats itself after one period of its pitch: the normalised autocorrelation has a peak there. It must be a peak
 * and not a slope, which any slow movement has. Pre-emphasis takes the slope out of brown noise.
 */
function isVoiced(frame: Float32Array): boolean {
  const sharp = new SharpenedFrame(frame);
  let before = sharp.correlation(shortestLag - 1);
  let here = sharp.correlation(shortestLag);
  for (let lag = shortestLag; lag <= longestLag; lag += 1) {
    const after = sharp.correlation(lag + 1);
    if (here > voicedCorrelation && here > before && here >= after) return true;
    before = here;
    here = after;
  }
  return false;
}

class SharpenedFrame {
  private readonly samples: Float64Array;
  /** Of the samples before each position. */
  private readonly energies: Float64Array;

  constructor(frame: Float32Array) {
    const { length } = frame;
    this.samples = new Float64Array(length);
    this.energies = new Float64Array(length + 1);
    for (let index = 0; index < length; index += 1) {
      const sample = frame[index]! - preEmphasis * frame[Math.max(0, index - 1)]!;
      this.samples[index] = sample;
      this.energies[index + 1] = this.energies[index]! + sample * sample;
    }
  }

  /** Of the frame and itself `lag` samples later, normalised: 1 where it repeats itself. */
  correlation(lag: number): number {
    const { samples, energies } = this;
    const { length } = samples;
    let product = 0;
    for (let index = lag; index < length; index += 1) product += samples[index]! * samples[index - lag]!;
    const energy = energies[length]! - energies[lag]!;
    const laggedEnergy = energies[length - lag]!;
    return energy <= 0 || laggedEnergy <= 0 ? 0 : product / Math.sqrt(energy * laggedEnergy);
  }
}
