import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cluster, element, ids, opusSilence, opusTrack, simpleBlock, vp8Track, webm } from '../../test/ebml.js';
import { probeRecording } from './probe.js';
import { isRecordingRejection } from './recording-rejection.js';

const directory = await mkdtemp(join(tmpdir(), 'guildhall-probe-'));
const limits = { maxDurationSeconds: 140 };
const twoSeconds = Array.from({ length: 100 }, (_, index) => simpleBlock(1, index * 20, opusSilence));

afterAll(() => rm(directory, { recursive: true }));

async function probe(bytes: Buffer) {
  const path = join(directory, 'recording');
  await writeFile(path, bytes);
  return await probeRecording(path, limits);
}

it('finds tracks and true duration of a recording as the browser wrote it, without duration and index', async () => {
  const probed = await probeRecording('samples/recordings/short.webm', limits);
  expect(probed).toMatchObject({ container: 'matroska', audio: { codec: 'opus', channels: 1, sampleRateHz: 48_000 } });
  expect(probed.video).toEqual({ codec: 'vp9', width: 160, height: 120 });
  expect(probed.durationSeconds).toBeGreaterThan(5.5);
  expect(probed.durationSeconds).toBeLessThan(6.5);
});

it('believes the packets and not the header about the duration', async () => {
  const bytes = webm({ tracks: [opusTrack(1)], clusters: [cluster(0, ...twoSeconds)], durationMs: 1e12 });
  expect((await probe(bytes)).durationSeconds).toBeCloseTo(2, 1);
});

it('accepts a recording of sound alone', async () => {
  expect((await probe(webm({ tracks: [opusTrack(1)], clusters: [cluster(0, ...twoSeconds)] }))).video).toBeNull();
});

const vorbisNamedMpeg2 = element(ids.codecId, 'A_MPEG/L2');
const rejected: [string, Buffer, string][] = [
  [
    'that is too long',
    webm({ tracks: [opusTrack(1)], clusters: [cluster(139_000, ...twoSeconds)] }),
    'recording_too_long',
  ],
  [
    'whose picture is too large',
    webm({ tracks: [opusTrack(1), vp8Track(2, 8192, 4320)], clusters: [cluster(0, ...twoSeconds)] }),
    'recording_picture_too_large',
  ],
  [
    'with nine tracks',
    webm({ tracks: Array.from({ length: 9 }, (_, n) => opusTrack(n + 1)), clusters: [cluster(0, ...twoSeconds)] }),
    'recording_too_many_streams',
  ],
  [
    'with a picture only',
    webm({ tracks: [vp8Track(1, 160, 120)], clusters: [cluster(0, ...twoSeconds)] }),
    'recording_without_audio',
  ],
  [
    'whose sound track is empty',
    webm({ tracks: [vp8Track(1, 160, 120), opusTrack(2)], clusters: [cluster(0, ...twoSeconds)] }),
    'recording_without_audio',
  ],
  [
    'whose sound no browser plays',
    webm({ tracks: [opusTrack(1, vorbisNamedMpeg2)], clusters: [cluster(0, ...twoSeconds)] }),
    'recording_codec_unsupported',
  ],
  ['without a single packet', webm({ tracks: [opusTrack(1)], clusters: [] }), 'recording_without_audio'],
  ['that is text', Buffer.from('I would take one annual report.'), 'recording_type_unsupported'],
  ['that is empty', Buffer.alloc(0), 'recording_type_unsupported'],
];

it.each(rejected)('rejects a recording %s, and says what to do', async (_, bytes, code) => {
  const rejection = await probe(bytes).catch((error: unknown) => error);
  expect(isRecordingRejection(rejection)).toBe(true);
  expect(rejection).toMatchObject({ code, userMessage: expect.stringMatching(/record|upload/i) });
});

it('blames the disk and not the recording for a file that is gone', async () => {
  const gone = await probeRecording(join(directory, 'gone'), limits).catch((error: unknown) => error);
  expect(gone).toMatchObject({ code: 'ENOENT' });
  expect(isRecordingRejection(gone)).toBe(false);
});
