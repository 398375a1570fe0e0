import { open } from 'node:fs/promises';

const bytesPerSample = 2;
const samplesPerBlock = 16_000;
const maxHeaderBytes = 64 * 1024;

/**
 * The samples of a 16-bit mono wav that our ffmpeg wrote, between -1 and 1, in blocks of a second, each valid only until the
 * next one is asked for: an hour of sound never lies in memory whole. Throws a `TypeError` for any other wav.
 */
export async function* wavSamples(path: string): AsyncGenerator<Float32Array> {
  const file = await open(path, 'r');
  try {
    const header = Buffer.alloc(maxHeaderBytes);
    const { bytesRead } = await file.read(header, 0, maxHeaderBytes, 0);
    let position = startOfSamples(header.subarray(0, bytesRead));
    const block = Buffer.alloc(samplesPerBlock * bytesPerSample);
    const samples = new Float32Array(samplesPerBlock);
    for (;;) {
      const read = await file.read(block, 0, block.length, position);
      const count = Math.floor(read.bytesRead / bytesPerSample);
      if (count === 0) return;
      position += count * bytesPerSample;
      readSamples(block, count, samples);
      yield samples.subarray(0, count);
    }
  } finally {
    await file.close();
  }
}

/** A plain loop: mapping 16,000 samples a second through a callback took most of the time that measuring speech took. */
function readSamples(block: Buffer, count: number, samples: Float32Array): void {
  for (let index = 0; index < count; index += 1) {
    const low = block[index * bytesPerSample]!;
    const high = block[index * bytesPerSample + 1]!;
    // Shifted up and down again, the highest bit becomes the sign.
    samples[index] = ((((high << 8) | low) << 16) >> 16) / 32_768;
  }
}

/** @see https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html */
function startOfSamples(header: Buffer): number {
  if (header.toString('latin1', 0, 4) !== 'RIFF') throw new TypeError('Not a wav file.');
  let position = 12;
  while (position + 8 <= header.length) {
    const name = header.toString('latin1', position, position + 4);
    if (name === 'data') return position + 8;
    if (name === 'fmt ') requirePcm16Mono(header.subarray(position + 8));
    const size = header.readUInt32LE(position + 4);
    position += 8 + size + (size % 2);
  }
  throw new TypeError('The wav file has no samples.');
}

function requirePcm16Mono(format: Buffer): void {
  const found = [format.readUInt16LE(2), format.readUInt32LE(4), format.readUInt16LE(14)];
  if (found.join() !== '1,16000,16') throw new TypeError(`The wav has channels, rate and bits ${found.join()}.`);
}
