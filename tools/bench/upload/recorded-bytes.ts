import { createHash, randomBytes } from 'node:crypto';

const noiseBytes = 1024 ** 2;
const noise = randomBytes(2 * noiseBytes);
const webmMagic = Buffer.from('1a45dfa3', 'hex');

/**
 * Piece `number` of what recorder `recorder` records: noise that no other piece near it shares, so that a piece that is lost,
 * doubled, or written to the wrong place or recording changes the hash. The first is taken for WebM. At most 1 MiB.
 */
export function recordedPiece(recorder: number, number: number, bytes: number): Buffer {
  const start = (recorder * 7_919 + number * 104_729) % noiseBytes;
  const piece = noise.subarray(start, start + bytes);
  return number === 0 ? Buffer.concat([webmMagic, piece.subarray(webmMagic.length)]) : piece;
}

/** Pieces of 1 MiB (the last may be shorter) of one long recording. */
export function* longRecording(bytes: number): Generator<Buffer> {
  for (let number = 0, start = 0; start < bytes; number += 1, start += noiseBytes) {
    yield recordedPiece(0, number, Math.min(noiseBytes, bytes - start));
  }
}

export function sha256OfLongRecording(bytes: number): string {
  const hash = createHash('sha256');
  for (const piece of longRecording(bytes)) hash.update(piece);
  return hash.digest('hex');
}
