import type { Bait, HostileFile } from './hostile-files.js';

export function box(type: string, ...content: Buffer[]): Buffer {
  const bytes = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, bytes]);
}

export function lyingMp4(bait: Bait): HostileFile[] {
  const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom'));
  const inside = box('url ', numbers(1));
  const outside = box('url ', numbers(0), Buffer.from(`file://${bait.file}\0`));
  const elsewhere = box('url ', numbers(0), Buffer.from(`${bait.url}/samples\0`));
  let nested = box('free');
  for (let depth = 0; depth < 2_000; depth += 1) nested = box('moov', nested);
  const expected: HostileFile['expected'] = [
    'recording_unreadable',
    'recording_without_audio',
    'recording_codec_unsupported',
    'recording_too_long',
    'recording_type_unsupported',
    'harmless',
  ];
  const page = Buffer.from('<html><script>alert(document.cookie)</script></html>');
  const mdat = box('mdat', Buffer.alloc(1_000));
  return [
    { name: 'an MP4 whose samples lie in another file', bytes: Buffer.concat([ftyp, soundIndex(outside, 10), mdat]) },
    {
      name: 'an MP4 whose samples lie on another machine',
      bytes: Buffer.concat([ftyp, soundIndex(elsewhere, 10), mdat]),
    },
    { name: 'an MP4 whose index claims 4 GB', bytes: Buffer.concat([ftyp, claiming('moov', 0xffffffff), mdat]) },
    { name: 'an MP4 whose index claims 2⁶³ bytes', bytes: Buffer.concat([ftyp, claimingMore('moov'), mdat]) },
    { name: 'an MP4 without its first box', bytes: Buffer.concat([soundIndex(inside, 10), mdat]) },
    { name: 'an MP4 that is a page for a browser too', bytes: Buffer.concat([ftyp, box('free', page), mdat]) },
    {
      name: 'an MP4 that promises 4,294,967,295 samples',
      bytes: Buffer.concat([ftyp, soundIndex(inside, 0xffffffff), mdat]),
    },
    { name: 'an MP4 of 2,000 nested boxes', bytes: Buffer.concat([ftyp, nested]) },
    { name: 'an MP4 without an index', bytes: Buffer.concat([ftyp, mdat]) },
  ].map((file) => ({ ...file, expected }));
}

/** A box that says to be longer than it is. */
function claiming(type: string, bytes: number): Buffer {
  return Buffer.concat([numbers(bytes), Buffer.from(type, 'latin1'), Buffer.alloc(100)]);
}

/** The same in the 64 bits that follow a size of 1. */
function claimingMore(type: string): Buffer {
  return Buffer.concat([numbers(1), Buffer.from(type, 'latin1'), numbers(0x7fffffff, 0xffffffff), Buffer.alloc(100)]);
}

/** A `moov` box with one track of telephone sound (µ-law) whose `samples` of one byte each lie where `dataReference` says. */
function soundIndex(dataReference: Buffer, samples: number): Buffer {
  const movieHeader = box('mvhd', numbers(0, 0, 0, 1_000, 1_000), Buffer.alloc(80));
  const trackHeader = box('tkhd', numbers(3, 0, 0, 1, 0, 1_000), Buffer.alloc(60));
  const mediaHeader = box('mdhd', numbers(0, 0, 0, 48_000, samples, 0x55c40000));
  const handler = box('hdlr', numbers(0, 0), Buffer.from('soun'), Buffer.alloc(13));
  const telephone = box('ulaw', numbers(0, 1, 0, 0, 0x00010010, 0, 48_000 * 2 ** 16));
  const sampleTable = [
    box('stsd', numbers(0, 1), telephone),
    box('stts', numbers(0, 1, samples, 1_024)),
    box('stsc', numbers(0, 1, 1, samples, 1)),
    box('stsz', numbers(0, 1, samples)),
    box('stco', numbers(0, 1, 0)),
  ];
  const references = box('dinf', box('dref', numbers(0, 1), dataReference));
  const media = box('minf', box('smhd', numbers(0, 0)), references, box('stbl', ...sampleTable));
  return box('moov', movieHeader, box('trak', trackHeader, box('mdia', mediaHeader, handler, media)));
}

/** Big-endian words of 32 bits, which nearly all of an MP4's boxes are made of. */
function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

/** Four bytes changed: the table of times promises two billion samples, which filled the memory of an in-process reader. */
export function patchedMp4(sample: Buffer): HostileFile {
  const bytes = Buffer.from(sample);
  const timeToSample = bytes.indexOf('stts');
  bytes.writeUInt32BE(0x7fffffff, timeToSample + 12);
  return {
    name: 'an MP4 whose picture lasts two billion frames',
    bytes,
    expected: ['harmless', 'recording_unreadable', 'recording_too_long'],
  };
}
