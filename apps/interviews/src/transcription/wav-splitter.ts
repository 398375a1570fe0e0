import { type FileHandle, open } from 'node:fs/promises';
import type { AudioPart, AudioSplitter } from './audio-splitter.js';

const sampleRate = 16_000;
const bytesPerSample = 2;
const bytesPerSecond = sampleRate * bytesPerSample;
const headerBytes = 44;
/** The last seconds of the longest possible part, in which the quietest moment is looked for. */
const searchSeconds = 30;
/** A pause between two words lasts about this long; a single quiet sample says nothing. */
const pauseSamples = sampleRate * 0.3;
const stepSamples = sampleRate * 0.05;

/** Cuts 16 kHz mono 16-bit wav, as `extractWav` makes it, each time at the quietest moment of the last half minute. */
export class WavSplitter implements AudioSplitter {
  async split({ path, largestPartBytes, signal }: Parameters<AudioSplitter['split']>[0]): Promise<AudioPart[]> {
    const largestSamples = Math.floor((largestPartBytes - headerBytes) / bytesPerSample);
    if (largestSamples < 2 * pauseSamples) throw new RangeError(`${largestPartBytes} bytes are too few for a part`);
    const file = await open(path);
    try {
      const { start, bytes } = await findSamples(file, path);
      const samples = Math.floor(bytes / bytesPerSample);
      const parts: AudioPart[] = [];
      for (let from = 0; from < samples; ) {
        signal.throwIfAborted();
        const part = await read(file, start, from, Math.min(largestSamples, samples - from));
        const length = from + part.length === samples ? part.length : quietestCut(part);
        const partPath = path.replace(/(\.wav)?$/, `-part-${parts.length + 1}.wav`);
        await writePart(partPath, part.subarray(0, length));
        parts.push({
          path: partPath,
          offsetSeconds: from / sampleRate,
          durationSeconds: length / sampleRate,
        });
        from += length;
      }
      return parts;
    } finally {
      await file.close();
    }
  }
}

/** Number of samples before the middle of the quietest pause. At least half of the part is kept. */
function quietestCut(part: Int16Array): number {
  const from = Math.max(part.length / 2, part.length - searchSeconds * sampleRate);
  let quietest = Number.POSITIVE_INFINITY;
  let cut = part.length;
  for (let at = Math.floor(from); at + pauseSamples <= part.length; at += stepSamples) {
    let energy = 0;
    for (let index = at; index < at + pauseSamples; index += 1) energy += part[index]! ** 2;
    if (energy < quietest) {
      quietest = energy;
      cut = at + pauseSamples / 2;
    }
  }
  return Math.floor(cut);
}

async function read(file: FileHandle, start: number, from: number, count: number): Promise<Int16Array> {
  const samples = new Int16Array(count);
  const { bytesRead } = await file.read(samples, 0, samples.byteLength, start + from * bytesPerSample);
  if (bytesRead !== samples.byteLength) throw new Error('The wav file is shorter than its header says');
  return samples;
}

/** Finds the samples behind however many chunks a tool has put before them. */
async function findSamples(file: FileHandle, path: string): Promise<{ start: number; bytes: number }> {
  const { size } = await file.stat();
  const header = Buffer.alloc(Math.min(size, 4096));
  await file.read(header, 0, header.length, 0);
  let isRightFormat = false;
  for (let at = 12; header.toString('latin1', 0, 4) === 'RIFF' && at + 24 <= header.length; ) {
    const id = header.toString('latin1', at, at + 4);
    const bytes = header.readUInt32LE(at + 4);
    const start = at + 8;
    if (id === 'fmt ') {
      const [format, channels, rate] = [
        header.readUInt16LE(start),
        header.readUInt16LE(start + 2),
        header.readUInt32LE(start + 4),
      ];
      isRightFormat = format === 1 && channels === 1 && rate === sampleRate && header.readUInt16LE(start + 14) === 16;
    }
    // A writer that could not seek back leaves a size that means "to the end".
    if (id === 'data' && isRightFormat) return { start, bytes: Math.min(bytes, size - start) };
    at = start + bytes + (bytes % 2);
  }
  throw new Error(`${path} is no 16 kHz mono 16-bit wav file`);
}

async function writePart(path: string, samples: Int16Array): Promise<void> {
  const header = Buffer.alloc(headerBytes);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(headerBytes - 8 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(bytesPerSecond, 28);
  header.writeUInt16LE(bytesPerSample, 32);
  header.writeUInt16LE(8 * bytesPerSample, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.byteLength, 40);
  const file = await open(path, 'w');
  try {
    await file.write(header);
    await file.write(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  } finally {
    await file.close();
  }
}
