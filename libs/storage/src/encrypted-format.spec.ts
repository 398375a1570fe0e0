import fc from 'fast-check';
import {
  checkHeader,
  chunkBytes,
  decryptChunk,
  encryptChunk,
  headerBytes,
  MalformedObject,
  newHeader,
  shapeOf,
  storedBytesFor,
  storedLengthOf,
  windowFor,
} from './encrypted-format.js';

/** Sizes around the edges of chunks, where mistakes of one live. */
const plainBytes = fc.oneof(
  fc.nat(3 * chunkBytes),
  fc.tuple(fc.nat(40), fc.integer({ min: -2, max: 2 })).map(([chunks, off]) => Math.max(0, chunks * chunkBytes + off)),
);

describe('the encrypted format', () => {
  it('gives every plain length back from the stored length', () => {
    fc.assert(
      fc.property(plainBytes, (bytes) => {
        const stored = storedBytesFor(bytes);
        const shape = shapeOf(stored);
        const lengths = Array.from({ length: shape.chunks }, (_, index) => storedLengthOf(shape, index));
        expect(shape.plainBytes).toBe(bytes);
        expect(headerBytes + lengths.reduce((sum, length) => sum + length, 0)).toBe(stored);
      }),
    );
  });

  it('refuses every stored length that no plain length gives', () => {
    const possible = new Set(Array.from({ length: 3 * chunkBytes }, (_, bytes) => storedBytesFor(bytes)));
    const verdicts = Array.from({ length: 2 * (chunkBytes + 16) }, (_, stored) => {
      try {
        return storedBytesFor(shapeOf(stored).plainBytes) === stored;
      } catch (thrown) {
        return thrown instanceof MalformedObject ? 'refused' : thrown;
      }
    });

    expect(verdicts.findIndex((verdict, stored) => verdict !== (possible.has(stored) || 'refused'))).toBe(-1);
  });

  it('reads just the chunks that hold a range', () => {
    fc.assert(
      fc.property(plainBytes, fc.nat(), fc.nat(), (bytes, one, other) => {
        fc.pre(bytes > 0);
        const [start, end] = [one % bytes, other % bytes].sort((a, b) => a - b) as [number, number];
        const stored = storedBytesFor(bytes);
        const window = windowFor(shapeOf(stored), stored, start, end);
        expect(window.firstChunk * chunkBytes + window.skip).toBe(start);
        expect(window.skip).toBeLessThan(chunkBytes);
        expect(window.take).toBe(end - start + 1);
        expect(window.lastChunk).toBe(Math.floor(end / chunkBytes));
        expect(window.stored.end).toBeLessThan(stored);
      }),
    );
  });

  it('decrypts a chunk only at the place it was written for', () => {
    const dataKey = Buffer.alloc(32, 7);
    const place = { objectKey: 'rec_1/original', header: newHeader(), index: 3, isLast: false };
    const stored = encryptChunk(dataKey, place, Buffer.from('an answer'));

    expect(decryptChunk(dataKey, place, stored).toString()).toBe('an answer');
    expect(() => decryptChunk(Buffer.alloc(32, 8), place, stored)).toThrow();
    expect(() => decryptChunk(dataKey, { ...place, objectKey: 'rec_1/audio' }, stored)).toThrow();
    expect(() => decryptChunk(dataKey, { ...place, header: newHeader() }, stored)).toThrow();
    expect(() => decryptChunk(dataKey, { ...place, index: 2 }, stored)).toThrow();
    expect(() => decryptChunk(dataKey, { ...place, isLast: true }, stored)).toThrow();
  });

  it('never lets the counter of a nonce wrap', () => {
    const place = { objectKey: 'rec_1/original', header: newHeader(), index: 2 ** 32, isLast: false };

    expect(() => encryptChunk(Buffer.alloc(32), place, Buffer.alloc(1))).toThrow(RangeError);
  });

  it('reads no header of another version, chunk size or format', () => {
    const header = newHeader();
    checkHeader(header);
    for (let index = 0; index < 8; index += 1) {
      const changed = Buffer.from(header);
      changed[index]! ^= 1;
      expect(() => checkHeader(changed)).toThrow(MalformedObject);
    }
    expect(() => checkHeader(header.subarray(1))).toThrow(MalformedObject);
  });
});
