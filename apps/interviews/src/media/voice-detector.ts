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
  private readonly filter = new HighPass(highPassHz, sampleRateHz);
  private sum = 0;
  private summed = 0;
  private readonly slow = new Float32Array(frameSamples);
  private filled = 0;

  /** The frames that these samples complete. Samples may come in pieces of any length. */
  push(samples: Float32Array): Frame[] {
    const frames: Frame[] = [];
    for (const sample of samples) {
      // The mean of four neighbours is the low-pass of the decimation: pitch lies far below the 2 kHz that remain.
      this.sum += this.filter.next(sample);
      this.summed += 1;
      if (this.summed < decimation) continue;
      this.slow[this.filled] = this.sum / decimation;
      this.filled += 1;
      this.sum = 0;
      this.summed = 0;
      if (this.filled < frameSamples) continue;
      frames.push({ levelDb: levelDbOf(this.slow), voiced: isVoiced(this.slow) });
      this.filled = 0;
    }
    return frames;
  }
}

/** Second-order Butterworth high-pass. @see https://www.w3.org/TR/audio-eq-cookbook/ */
class HighPass {
  private readonly b0: number;
  private readonly a1: number;
  private readonly a2: number;
  private x1 = 0;
  private x2 = 0;
  private y1 = 0;
  private y2 = 0;

  constructor(cutoffHz: number, rateHz: number) {
    const w = (2 * Math.PI * cutoffHz) / rateHz;
    const alpha = Math.sin(w) / Math.SQRT2;
    const a0 = 1 + alpha;
    this.b0 = (1 + Math.cos(w)) / 2 / a0;
    this.a1 = (-2 * Math.cos(w)) / a0;
    this.a2 = (1 - alpha) / a0;
  }

  next(x: number): number {
    const y = this.b0 * (x - 2 * this.x1 + this.x2) - this.a1 * this.y1 - this.a2 * this.y2;
    this.x2 = this.x1;
    this.x1 = x;
    this.y2 = this.y1;
    this.y1 = y;
    return y;
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
  const sharp = frame.map((sample, index) => sample - preEmphasis * (frame[index - 1] ?? sample));
  let before = correlation(sharp, shortestLag - 1);
  let here = correlation(sharp, shortestLag);
  for (let lag = shortestLag; lag <= longestLag; lag += 1) {
    const after = correlation(sharp, lag + 1);
    if (here > voicedCorrelation && here > before && here >= after) return true;
    before = here;
    here = after;
  }
  return false;
}

function correlation(samples: Float32Array, lag: number): number {
  let product = 0;
  let energy = 0;
  let laggedEnergy = 0;
  for (let index = lag; index < samples.length; index += 1) {
    const sample = samples[index]!;
    const lagged = samples[index - lag]!;
    product += sample * lagged;
    energy += sample * sample;
    laggedEnergy += lagged * lagged;
  }
  return energy === 0 || laggedEnergy === 0 ? 0 : product / Math.sqrt(energy * laggedEnergy);
}
