import { randomBytes } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import type { RecordingRejectionCode } from '../src/media/recording-rejection.js';
import {
  cluster,
  element,
  elementOfSize,
  ids,
  opusSilence,
  opusTrack,
  simpleBlock,
  vp8Track,
  webm,
  webmHeader,
} from './ebml.js';

export interface HostileFile {
  name: string;
  bytes: Buffer;
  /** What it may be rejected for; `harmless` where it may also be read, as long as nothing leaks. */
  expected: (RecordingRejectionCode | 'harmless')[];
}

/** What a reader must not touch: a file on our disk and an address on our network. */
export interface Bait {
  file: string;
  url: string;
}

/**
 * Files that were made to read our disk, call our network, or eat our memory and time. `webmSample` (VP9) and `mp4Sample`
 * (H.264 with B-frames) are honest recordings to change.
 */
export function hostileFiles(bait: Bait, webmSample: Buffer, mp4Sample: Buffer): HostileFile[] {
  return [
    ...disguised(bait),
    ...lyingMatroska(),
    ...swollenMatroska(),
    ...lyingMp4(bait),
    ...patchedWebm(webmSample),
    patchedMp4(mp4Sample),
  ];
}

function disguised(bait: Bait): HostileFile[] {
  const playlist = Buffer.from(
    `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile://${bait.file}\n#EXTINF:10,\n${bait.url}/a.ts\n#EXT-X-ENDLIST\n`,
  );
  const concat = Buffer.from(`ffconcat version 1.0\nfile '${bait.file}'\nfile '${bait.url}/b'\n`);
  const avi = Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI LIST\0\0\0\0hdrlGAB2\0'), playlist]);
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), deflateSync(Buffer.alloc(1_000_000))]);
  const unsupported = (name: string, bytes: Buffer): HostileFile => ({
    name,
    bytes,
    expected: ['recording_type_unsupported'],
  });
  const unreadable = (name: string, bytes: Buffer): HostileFile => ({
    name,
    bytes,
    expected: ['recording_unreadable'],
  });
  const ftyp = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1');
  return [
    unsupported('an empty file', Buffer.alloc(0)),
    unsupported('a text file', Buffer.from('I would take one annual report.')),
    unsupported('an HLS playlist', playlist),
    unsupported('a concat script', concat),
    unsupported('an AVI with a playlist as its subtitles', avi),
    unsupported('a zip bomb', zip),
    unsupported('a gzip bomb', gzipSync(Buffer.alloc(10_000_000))),
    unsupported('a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Filter /FlateDecode >>')),
    unreadable('WebM magic before a playlist', Buffer.concat([webmHeader(), playlist])),
    unreadable('WebM magic before a concat script', Buffer.concat([webmHeader(), concat])),
    {
      name: 'a playlist in a void element',
      bytes: Buffer.concat([webmHeader(), element(ids.voidElement, playlist)]),
      expected: ['recording_without_audio'],
    },
    unreadable('WebM magic before noise', Buffer.concat([webmHeader(), randomBytes(50_000)])),
    unreadable('MP4 magic before a playlist', Buffer.concat([ftyp, playlist])),
    unreadable('MP4 magic before noise', Buffer.concat([ftyp, randomBytes(50_000)])),
  ];
}

const second = (track: number) => Array.from({ length: 50 }, (_, index) => simpleBlock(track, index * 20, opusSilence));

function lyingMatroska(): HostileFile[] {
  const sound = opusTrack(1);
  const cases: [string, Buffer, HostileFile['expected']][] = [
    [
      'a picture of 65535 × 65535',
      webm({ tracks: [sound, vp8Track(2, 65_535, 65_535)], clusters: [cluster(0, ...second(1))] }),
      ['recording_picture_too_large'],
    ],
    [
      'a header that claims 10⁹ seconds',
      webm({ tracks: [sound], clusters: [cluster(0, ...second(1))], durationMs: 1e12 }),
      ['harmless'],
    ],
    [
      'a packet at 10⁹ seconds',
      webm({ tracks: [sound], clusters: [cluster(0, ...second(1)), cluster(1e12, ...second(1))] }),
      ['recording_too_long'],
    ],
    [
      '1000 streams',
      webm({ tracks: Array.from({ length: 1000 }, (_, n) => opusTrack(n + 1)), clusters: [cluster(0, ...second(1))] }),
      ['recording_too_many_streams'],
    ],
    [
      'a picture and no sound',
      webm({ tracks: [vp8Track(1, 160, 120)], clusters: [cluster(0, simpleBlock(1, 0, Buffer.alloc(100)))] }),
      ['recording_without_audio'],
    ],
    [
      'an element of 2⁵⁵ bytes',
      Buffer.concat([webmHeader(), elementOfSize(ids.tracks, 2 ** 55, Buffer.alloc(100))]),
      ['recording_unreadable'],
    ],
  ];
  return cases.map(([name, bytes, expected]) => ({ name, bytes, expected }));
}

function swollenMatroska(): HostileFile[] {
  const zlib = element(
    ids.contentEncodings,
    element(ids.contentEncoding, element(ids.contentCompression, element(ids.contentCompAlgo, 0))),
  );
  const bomb = deflateSync(Buffer.alloc(50_000_000));
  const bombs = Array.from({ length: 20 }, (_, index) => simpleBlock(1, index * 20, bomb));
  const manyClusters = Buffer.concat(Array.from({ length: 400_000 }, () => element(ids.cluster)));
  let nested = element(ids.voidElement);
  for (let depth = 0; depth < 2_000; depth += 1) nested = element(ids.tags, nested);
  const sound = { tracks: [opusTrack(1)] };
  const eitherWay: HostileFile['expected'] = ['harmless', 'recording_unreadable'];
  return [
    {
      name: 'sound that unpacks to a gigabyte',
      bytes: webm({ tracks: [opusTrack(1, zlib)], clusters: [cluster(0, ...bombs)] }),
      expected: ['harmless', 'recording_unreadable', 'recording_codec_unsupported', 'recording_without_audio'],
    },
    {
      name: '400,000 empty clusters',
      bytes: webm({ ...sound, clusters: [cluster(0, ...second(1)), manyClusters] }),
      expected: eitherWay,
    },
    {
      name: '2,000 nested elements',
      bytes: webm({ ...sound, clusters: [nested, cluster(0, ...second(1))] }),
      expected: eitherWay,
    },
    {
      name: 'a codec header of 60 MB',
      bytes: webm({
        tracks: [opusTrack(1, element(ids.codecPrivate, Buffer.alloc(60_000_000)))],
        clusters: [cluster(0, ...second(1))],
      }),
      expected: [...eitherWay, 'recording_without_audio'],
    },
  ];
}

function box(type: string, ...content: Buffer[]): Buffer {
  const bytes = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, bytes]);
}

function lyingMp4(bait: Bait): HostileFile[] {
  const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isom'));
  const inside = box('url ', numbers(1));
  const outside = box('url ', numbers(0), Buffer.from(`file://${bait.file}\0`));
  let nested = box('free');
  for (let depth = 0; depth < 2_000; depth += 1) nested = box('moov', nested);
  const expected: HostileFile['expected'] = [
    'recording_unreadable',
    'recording_without_audio',
    'recording_codec_unsupported',
    'recording_too_long',
    'harmless',
  ];
  const mdat = box('mdat', Buffer.alloc(1_000));
  return [
    { name: 'an MP4 whose samples lie in another file', bytes: Buffer.concat([ftyp, soundIndex(outside, 10), mdat]) },
    {
      name: 'an MP4 that promises 4,294,967,295 samples',
      bytes: Buffer.concat([ftyp, soundIndex(inside, 0xffffffff), mdat]),
    },
    { name: 'an MP4 of 2,000 nested boxes', bytes: Buffer.concat([ftyp, nested]) },
    { name: 'an MP4 without an index', bytes: Buffer.concat([ftyp, mdat]) },
  ].map((file) => ({ ...file, expected }));
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
function patchedMp4(sample: Buffer): HostileFile {
  const bytes = Buffer.from(sample);
  const timeToSample = bytes.indexOf('stts');
  bytes.writeUInt32BE(0x7fffffff, timeToSample + 12);
  return {
    name: 'an MP4 whose picture lasts two billion frames',
    bytes,
    expected: ['harmless', 'recording_unreadable', 'recording_too_long'],
  };
}

/** A true recording with one thing changed. */
function patchedWebm(sample: Buffer): HostileFile[] {
  const huge = Buffer.from(sample);
  const syncCode = huge.indexOf(Buffer.from([0x49, 0x83, 0x42]));
  // Behind VP9's sync code: four bits of colour, then width and height less one in sixteen bits each.
  huge[syncCode + 3] = huge[syncCode + 3]! | 0x0f;
  huge.fill(0xff, syncCode + 4, syncCode + 7);
  huge[syncCode + 7] = huge[syncCode + 7]! | 0xf0;
  return [
    {
      name: 'a VP9 frame of 65536 × 65536 in a small picture',
      bytes: huge,
      expected: ['harmless', 'recording_unreadable'],
    },
    {
      name: 'a recording cut in the middle',
      bytes: sample.subarray(0, sample.length / 2),
      expected: ['recording_unreadable'],
    },
    {
      name: 'a recording with a playlist behind it',
      bytes: Buffer.concat([sample, Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n')]),
      expected: ['harmless', 'recording_unreadable'],
    },
  ];
}
