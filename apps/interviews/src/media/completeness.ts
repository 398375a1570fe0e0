import { type FileHandle, open } from 'node:fs/promises';
import { rejectRecording } from './recording-rejection.js';
import type { Container } from './sniff.js';

const windowBytes = 64 * 1024;
/**
 * Bounds for what is parsed in memory afterwards. An hour holds about 300,000 blocks, in a cluster every few seconds; tracks
 * and index take a few kilobytes. A file of countless empty elements, or of one endless header, is no recording.
 */
const maxElements = 1_000_000;
const maxContainers = 20_000;
const maxHeaderElementBytes = 16 * 1024 * 1024;

/**
 * Rejects a file whose last element or box promises more bytes than there are: something was lost on the way. Players and
 * ffmpeg read such a file without an error up to where it breaks off, and an answer would be judged by its first half.
 * A recorder that is stopped writes whole elements, so a recording that merely stopped early passes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8794 (EBML), ISO/IEC 14496-12 section 4.2 (boxes)
 */
export async function requireComplete(path: string, container: Container): Promise<void> {
  const file = await open(path, 'r');
  try {
    let elements = 0;
    let containers = 0;
    for await (const found of elementsOf(file, container)) {
      for (const { position, extent, isTorn } of found) {
        if (extent === null || isTorn) {
          throw rejectRecording('recording_unreadable', `The file breaks off in the element at byte ${position}.`);
        }
        elements += 1;
        if (extent.kind === 'container') containers += 1;
        const tooMany = elements > maxElements || containers > maxContainers;
        if (tooMany || (extent.kind === 'header' && extent.wholeBytes > maxHeaderElementBytes)) {
          throw rejectRecording('recording_unreadable', `No recorder writes what lies before byte ${position}.`);
        }
      }
    }
  } finally {
    await file.close();
  }
}

/**
 * Ends an interrupted recording, in place, behind its last whole element: the slices that a page leaves when it dies end
 * anywhere, and readers of media do not all survive half an element. A cluster that was to be longer gets an unknown
 * size, as live recorders write it. What is no such file stays as it is, for `requireComplete` to refuse.
 */
export async function dropTornTail(path: string, container: Container): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    let elements = 0;
    for await (const found of elementsOf(file, container)) {
      for (const { position, extent, isTorn } of found) {
        elements += 1;
        if (elements > maxElements || (extent === null && size - position >= maxHeaderBytes)) return;
        if (!isTorn) continue;
        if (extent?.kind === 'container') await forgetSize(file, position + ebmlContainerIdBytes, extent);
        else await file.truncate(position);
      }
    }
  } finally {
    await file.close();
  }
}

/** All value bits set mean "unknown", in a number of as many bytes as before. */
async function forgetSize(file: FileHandle, at: number, { nextBytes }: Extent): Promise<void> {
  const unknown = Buffer.alloc(nextBytes - ebmlContainerIdBytes, 0xff);
  unknown[0] = 2 ** (9 - unknown.length) - 1;
  await file.write(unknown, 0, unknown.length, at);
}

interface FoundElement {
  position: number;
  /** Null where no element can be read. */
  extent: Extent | null;
  /** It promises more bytes than there are. */
  isTorn: boolean;
}

/**
 * From the first to the last, into containers, as many at a time as begin in one window of the file: a header of a few bytes
 * costs neither a system call nor a promise of its own. Nothing follows where none can be read, or behind one that is torn
 * and no container.
 */
async function* elementsOf(file: FileHandle, container: Container): AsyncGenerator<FoundElement[]> {
  const { size } = await file.stat();
  const extentOf = container === 'matroska' ? ebmlExtent : boxExtent;
  const buffer = Buffer.alloc(windowBytes);
  for (let position = 0; position < size; ) {
    const { bytesRead } = await file.read(buffer, 0, windowBytes, position);
    const found = elementsIn(buffer.subarray(0, bytesRead), position, size, extentOf);
    yield found;
    const { position: last, extent } = found.at(-1)!;
    if (extent === null) return;
    position = last + extent.nextBytes;
  }
}

/** Those whose header lies whole in the window that begins at `start`; at least the one that begins there. */
function elementsIn(
  window: Buffer,
  start: number,
  size: number,
  extentOf: (head: Buffer) => Extent | null,
): FoundElement[] {
  const found: FoundElement[] = [];
  const lastHeader = Math.min(start + window.length - maxHeaderBytes, size - 1);
  for (let position = start; position === start || position <= lastHeader; ) {
    const extent = extentOf(window.subarray(position - start, position - start + maxHeaderBytes));
    const isTorn = extent === null || position + extent.wholeBytes > size;
    found.push({ position, extent, isTorn });
    if (extent === null) break;
    position += extent.nextBytes;
  }
  return found;
}

interface Extent {
  /** `container` is looked into, `payload` is sound and picture, `header` everything else. */
  kind: 'container' | 'payload' | 'header';
  /** Header and content; what must be there. */
  wholeBytes: number;
  /** From here to the element to look at next: the first one inside a container, otherwise the one behind. */
  nextBytes: number;
}

const maxHeaderBytes = 16;

const ebmlContainerIdBytes = 4;
/** Segment and Cluster. Live recorders leave their sizes unknown, and what counts is inside them. */
const ebmlContainers = new Set([0x18538067, 0x1f43b675]);
/** SimpleBlock, BlockGroup and Void. */
const ebmlPayloads = new Set([0xa3, 0xa0, 0xec]);

function ebmlExtent(head: Buffer): Extent | null {
  const id = variableLengthNumber(head);
  if (id === null || id.bytes > 4) return null;
  const size = variableLengthNumber(head.subarray(id.bytes));
  if (size === null) return null;
  const idValue = head.readUIntBE(0, id.bytes);
  const headerBytes = id.bytes + size.bytes;
  const wholeBytes = headerBytes + size.value;
  if (ebmlContainers.has(idValue)) {
    return { kind: 'container', wholeBytes: size.unknown ? headerBytes : wholeBytes, nextBytes: headerBytes };
  }
  if (size.unknown) return null;
  return { kind: ebmlPayloads.has(idValue) ? 'payload' : 'header', wholeBytes, nextBytes: wholeBytes };
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

/** Sound and picture, and room left free. */
const payloadBoxes = new Set(['mdat', 'free', 'skip']);

function boxExtent(head: Buffer): Extent | null {
  if (head.length < 8) return null;
  const kind = payloadBoxes.has(head.toString('latin1', 4, 8)) ? 'payload' : 'header';
  const size = head.readUInt32BE(0);
  // 0 is "to the end of the file", which no browser writes and which would make a cut invisible; 1 is "see the next 8 bytes".
  if (size !== 1) return size < 8 ? null : { kind, wholeBytes: size, nextBytes: size };
  if (head.length < 16) return null;
  const largeSize = Number(head.readBigUInt64BE(8));
  return largeSize < 16 ? null : { kind, wholeBytes: largeSize, nextBytes: largeSize };
}
