import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { RecordingRejectionCode } from '../src/media/recording-rejection.js';
import { element, ids, webmHeader } from './ebml.js';
import { lyingMatroska, swollenMatroska } from './hostile-matroska.js';
import { lyingMp4, patchedMp4 } from './hostile-mp4.js';

export interface HostileFile {
  name: string;
  bytes: Buffer;
  /** What its sender calls it; nobody is to believe that. */
  fileName?: string;
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

/** An honest recording, cut at every tenth of its bytes: what arrived is never taken for all of it. */
export function truncatedFiles(name: string, sample: Buffer): HostileFile[] {
  return Array.from({ length: 9 }, (_, index) => ({
    name: `${name}, ${(index + 1) * 10} % of it`,
    bytes: sample.subarray(0, Math.floor((sample.length * (index + 1)) / 10)),
    expected: ['recording_unreadable'],
  }));
}

/** @param outcome code of a rejection, or `accepted` */
export function isExpected({ expected }: HostileFile, outcome: string): boolean {
  // That nobody speaks is found last, in a file that could be read.
  const isRead = outcome === 'accepted' || outcome === 'recording_without_speech';
  return (expected as string[]).includes(isRead ? 'harmless' : outcome);
}

function disguised(bait: Bait): HostileFile[] {
  const playlist = Buffer.from(
    `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile://${bait.file}\n#EXTINF:10,\n${bait.url}/a.ts\n#EXT-X-ENDLIST\n`,
  );
  const concat = Buffer.from(`ffconcat version 1.0\nfile '${bait.file}'\nfile '${bait.url}/b'\n`);
  const avi = Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI LIST\0\0\0\0hdrlGAB2\0'), playlist]);
  const unsupported = (name: string, bytes: Buffer, fileName?: string): HostileFile => ({
    name,
    bytes,
    ...(fileName !== undefined && { fileName }),
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
    unsupported('an HLS playlist', playlist, 'answer.webm'),
    unsupported('a concat script', concat, 'answer.mp4'),
    unsupported('an AVI with a playlist as its subtitles', avi, 'answer.avi'),
    unsupported('a zip bomb', zipOf(50_000_000), 'answer.mp4'),
    unsupported('a gzip bomb', gzipSync(Buffer.alloc(10_000_000))),
    unsupported('a PDF bomb', pdfOf(50_000_000), 'answer.webm'),
    unsupported('zeros', Buffer.alloc(1_000_000)),
    unsupported('noise', Buffer.concat([Buffer.from('noise'), randomBytes(1_000_000)])),
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
      name: 'a recording that is a zip too',
      bytes: Buffer.concat([sample, zipOf(50_000_000)]),
      expected: ['harmless', 'recording_unreadable'],
    },
    {
      name: 'a recording that is a page for a browser too',
      bytes: Buffer.concat([sample, element(ids.voidElement, Buffer.from('<html><script>alert(1)</script></html>'))]),
      fileName: 'answer.html',
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

/** A zip archive of one file of zeros. @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
function zipOf(zeros: number): Buffer {
  const content = Buffer.alloc(zeros);
  const packed = deflateRawSync(content);
  const name = Buffer.from('answer.mp4');
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0);
  about.writeUInt16LE(8, 4);
  about.writeUInt32LE(crc32(content), 10);
  about.writeUInt32LE(packed.length, 14);
  about.writeUInt32LE(zeros, 18);
  about.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, name, packed]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), about, Buffer.alloc(14), name]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}

/** A PDF whose one page is drawn by zeros without end. */
function pdfOf(zeros: number): Buffer {
  const packed = deflateSync(Buffer.alloc(zeros));
  const stream = Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`);
  return Buffer.concat([stream, packed, Buffer.from('\nendstream\nendobj\n%%EOF\n')]);
}
