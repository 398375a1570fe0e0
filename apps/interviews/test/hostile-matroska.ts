import { deflateSync } from 'node:zlib';
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
import type { HostileFile } from './hostile-files.js';

const second = (track: number) => Array.from({ length: 50 }, (_, index) => simpleBlock(track, index * 20, opusSilence));

export function lyingMatroska(): HostileFile[] {
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
    ['an EBML header of 2⁵⁵ bytes', elementOfSize(ids.header, 2 ** 55, Buffer.alloc(100)), ['recording_unreadable']],
    [
      'a frame of 2⁴⁰ bytes',
      webm({ tracks: [sound], clusters: [cluster(0, elementOfSize(ids.simpleBlock, 2 ** 40, Buffer.alloc(9)))] }),
      ['recording_unreadable'],
    ],
    [
      'a track of nothing but a name of 2³² bytes',
      webm({ tracks: [elementOfSize(ids.codecId, 2 ** 32, Buffer.from('A_OPUS'))], clusters: [] }),
      ['recording_unreadable', 'recording_without_audio'],
    ],
    ['a segment without a header before it', headless(sound), ['recording_type_unsupported']],
  ];
  return cases.map(([name, bytes, expected]) => ({ name, bytes, expected }));
}

/** As it reaches who comes too late to the recorder. */
function headless(sound: Buffer): Buffer {
  return webm({ tracks: [sound], clusters: [cluster(0, ...second(1))] }).subarray(webmHeader().length);
}

export function swollenMatroska(): HostileFile[] {
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
