import { type FileHandle, open } from 'node:fs/promises';
import { rejectRecording } from './recording-rejection.js';
import type { Container } from './sniff.js';

const windowBytes = 64 * 1024;
/** Twenty minutes hold about 100,000 blocks; a file of millions of empty elements is no recording. */
const maxElements = 1_000_000;

/**
 * Rejects a file whose last element or box promises more bytes than there are: something was lost on the way. Players and
 * ffmpeg read such a file without an error up to where it breaks off, and an answer would be judged by its first half.
 * Recorders write whole elements, so a recording that merely stopped early passes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8794 (EBML), ISO/IEC 14496-12 section 4.2 (boxes)
 */
export async function requireComplete(path: string, container: Container): Promise<void> {
  const file = await open(path, 'r');
  try {
    const bytes = new WindowedFile(file);
    const { size } = await file.stat();
    const extentOf = container === 'matroska' ? ebmlExtent : boxExtent;
    let position = 0;
    for (let elements = 0; position < size; elements += 1) {
      if (elements > maxElements) throw rejectRecording('recording_unreadable', 'The file holds too many elements.');
      const extent = extentOf(await bytes.from(position, maxHeaderBytes));
      if (extent === null || position + extent.wholeBytes > size) {
        throw rejectRecording('recording_unreadable', `The file breaks off in the element at byte ${position}.`);
      }
      position = extent.wholeBytes === toTheEnd ? size : position + extent.nextBytes;
    }
  } finally {
    await file.close();
  }
}

interface Extent {
  /** Header and content; what must be there. */
  wholeBytes: number;
  /** From here to the element to look at next: the first one inside a container, otherwise the one behind. */
  nextBytes: number;
}

const maxHeaderBytes = 16;
const toTheEnd = 0;

/** Reads forward through a file in windows, so that a header of a few bytes costs no system call of its own. */
class WindowedFile {
  private window = Buffer.alloc(0);
  private windowStart = 0;

  constructor(private readonly file: FileHandle) {}

  /** The bytes at `position`: `length` of them, fewer at the end of the file. */
  async from(position: number, length: number): Promise<Buffer> {
    if (position + length > this.windowStart + this.window.length) {
      const { buffer, bytesRead } = await this.file.read(Buffer.alloc(windowBytes), 0, windowBytes, position);
      this.window = buffer.subarray(0, bytesRead);
      this.windowStart = position;
    }
    return this.window.subarray(position - this.windowStart, position - this.windowStart + length);
  }
}

/** Segment and Cluster. Live recorders leave their sizes unknown, and what counts is inside them. */
const ebmlContainers = new Set([0x18538067, 0x1f43b675]);

function ebmlExtent(head: Buffer): Extent | null {
  const id = variableLengthNumber(head);
  if (id === null || id.bytes > 4) return null;
  const size = variableLengthNumber(head.subarray(id.bytes));
  if (size === null) return null;
  const headerBytes = id.bytes + size.bytes;
  const isContainer = ebmlContainers.has(head.readUIntBE(0, id.bytes));
  if (size.unknown) return isContainer ? { wholeBytes: headerBytes, nextBytes: headerBytes } : null;
  const wholeBytes = headerBytes + size.value;
  return { wholeBytes, nextBytes: isContainer ? headerBytes : wholeBytes };
}

/** An EBML number: as many leading zero bits as further bytes; all value bits set means "unknown". */
function variableLengthNumber(head: Buffer): { bytes: number; value: number; unknown: boolean } | null {
  const first = head[0];
  if (first === undefined || first === 0) return null;
  const bytes = Math.clz32(first) - 23;
  if (head.length < bytes) return null;
  const marker = 2 ** (8 - bytes);
  let value = first - marker;
  let unknown = value === marker - 1;
  for (const byte of head.subarray(1, bytes)) {
    value = value * 256 + byte;
    unknown &&= byte === 0xff;
  }
  return { bytes, value, unknown };
}

function boxExtent(head: Buffer): Extent | null {
  if (head.length < 8) return null;
  const size = head.readUInt32BE(0);
  if (size === 0) return { wholeBytes: toTheEnd, nextBytes: toTheEnd };
  if (size !== 1) return size < 8 ? null : { wholeBytes: size, nextBytes: size };
  if (head.length < 16) return null;
  const largeSize = Number(head.readBigUInt64BE(8));
  return largeSize < 16 ? null : { wholeBytes: largeSize, nextBytes: largeSize };
}
