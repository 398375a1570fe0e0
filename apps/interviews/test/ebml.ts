/** Writes just enough Matroska to lie in it. @see https://www.rfc-editor.org/rfc/rfc9559 */
export const ids = {
  header: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackUid: 0x73c5,
  trackType: 0x83,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  audio: 0xe1,
  samplingFrequency: 0xb5,
  channels: 0x9f,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  contentEncodings: 0x6d80,
  contentEncoding: 0x6240,
  contentCompression: 0x5034,
  contentCompAlgo: 0x4254,
  tags: 0x1254c367,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  voidElement: 0xec,
} as const;

export function element(id: number, ...content: (Buffer | number | string)[]): Buffer {
  const bytes = Buffer.concat(content.map(contentOf));
  return Buffer.concat([idBytes(id), sizeBytes(bytes.length), bytes]);
}

/** An element whose size says one thing while its content says another. */
export function elementOfSize(id: number, size: number, content: Buffer): Buffer {
  return Buffer.concat([idBytes(id), sizeBytes(size), content]);
}

function float(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
}

/** One frame of a track (number below 127), at an offset in milliseconds from its cluster's timestamp. */
export function simpleBlock(track: number, offsetMs: number, frame: Buffer): Buffer {
  const head = Buffer.from([0x80 + track, 0, 0, 0x80]);
  head.writeInt16BE(offsetMs, 1);
  return element(ids.simpleBlock, head, frame);
}

export function opusTrack(number: number, ...more: Buffer[]): Buffer {
  const opusHead = Buffer.concat([Buffer.from('OpusHead'), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
  const sound = element(ids.audio, element(ids.samplingFrequency, float(48_000)), element(ids.channels, 1));
  const codec = [element(ids.codecId, 'A_OPUS'), element(ids.codecPrivate, opusHead)];
  return element(ids.trackEntry, ...numbers(number, 2), ...codec, sound, ...more);
}

export function vp8Track(number: number, width: number, height: number): Buffer {
  const picture = element(ids.video, element(ids.pixelWidth, width), element(ids.pixelHeight, height));
  return element(ids.trackEntry, ...numbers(number, 1), element(ids.codecId, 'V_VP8'), picture);
}

/** A WebM file of these tracks and clusters; `durationMs` is what its header claims. */
export function webm({ tracks, clusters, durationMs }: { tracks: Buffer[]; clusters: Buffer[]; durationMs?: number }) {
  const duration = durationMs === undefined ? [] : [element(ids.duration, float(durationMs))];
  const info = element(ids.info, element(ids.timestampScale, 1_000_000), ...duration);
  return Buffer.concat([webmHeader(), element(ids.segment, info, element(ids.tracks, ...tracks), ...clusters)]);
}

export function webmHeader(): Buffer {
  return element(ids.header, element(ids.docType, 'webm'));
}

export function cluster(timestampMs: number, ...blocks: Buffer[]): Buffer {
  return element(ids.cluster, element(ids.timestamp, timestampMs), ...blocks);
}

/** 20 ms of Opus silence: a CELT frame of three bytes. */
export const opusSilence = Buffer.from([0xfc, 0xff, 0xfe]);

function numbers(number: number, type: number): Buffer[] {
  return [element(ids.trackNumber, number), element(ids.trackUid, number), element(ids.trackType, type)];
}

function contentOf(content: Buffer | number | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  if (typeof content !== 'number') return content;
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(content));
  return bytes;
}

function idBytes(id: number): Buffer {
  const hex = id.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
}

function sizeBytes(size: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(size) + (1n << 56n));
  return bytes;
}
