export interface Part {
  /** From 1, as S3 counts. */
  number: number;
  /** Valid only until the next part is asked for: one buffer serves all, so memory stays at one part. */
  body: Buffer;
  isLast: boolean;
}

/** Cuts a stream into parts of exactly `partBytes`; the last may be shorter, and is empty only for an empty stream. */
export async function* partsOf(content: AsyncIterable<Uint8Array>, partBytes: number): AsyncGenerator<Part> {
  const buffer = Buffer.allocUnsafeSlow(partBytes);
  let filled = 0;
  let number = 1;
  for await (const chunk of content) {
    let taken = 0;
    while (taken < chunk.byteLength) {
      // A full part is passed on only once more bytes are there: before that nobody knows whether it is the last.
      if (filled === partBytes) {
        yield { number: number++, body: buffer, isLast: false };
        filled = 0;
      }
      const piece = chunk.subarray(taken, taken + partBytes - filled);
      buffer.set(piece, filled);
      filled += piece.byteLength;
      taken += piece.byteLength;
    }
  }
  yield { number, body: buffer.subarray(0, filled), isLast: true };
}
