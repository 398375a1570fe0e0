import { open } from 'node:fs/promises';
import { rejectRecording } from './recording-rejection.js';

/** The two families of files that browsers record: WebM and Matroska, and ISO base media (MP4, QuickTime). */
export type Container = 'matroska' | 'mp4';

const ebmlMagic = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
const fileTypeBox = Buffer.from('ftyp');
const headBytes = 8;

/** The container that the first bytes of a file claim, or null. Later steps hold the file to that claim. */
export function containerOf(head: Uint8Array): Container | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < headBytes) return null;
  if (bytes.subarray(0, 4).equals(ebmlMagic)) return 'matroska';
  if (bytes.subarray(4, 8).equals(fileTypeBox)) return 'mp4';
  return null;
}

/** Reads the first bytes of `path`. Rejects the recording where they belong to neither container. */
export async function sniffContainer(path: string): Promise<Container> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const container = containerOf(buffer.subarray(0, bytesRead));
    if (container) return container;
    throw rejectRecording('recording_type_unsupported', 'The first bytes are neither those of WebM nor of MP4.');
  } finally {
    await file.close();
  }
}
