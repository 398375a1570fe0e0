import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { face, frameNumberIn } from '../../../../tools/samples/counting-face.js';
import { extractOpus, extractWav, remuxTake, type TakeSegment } from './ffmpeg.js';
import { probeRecording } from './probe.js';
import { measureSpeech, requireSpeech } from './speech-activity.js';

const run = promisify(execFile);
const limits = { maxDurationSeconds: 140 };

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'guildhall-ffmpeg-'));
});

afterEach(() => rm(directory, { recursive: true }));

async function segment(path: string): Promise<TakeSegment> {
  return { path, probed: await probeRecording(path, limits) };
}

function sample(id: string): Promise<TakeSegment> {
  return segment(`samples/recordings/${id}.webm`);
}

/** A recording made by ffmpeg from its own test signals. */
async function synthetic(name: string, args: string[]): Promise<string> {
  const path = join(directory, name);
  await run('ffmpeg', ['-v', 'error', '-y', ...args, path]);
  return path;
}

/** The numbers that the sample's camera wrote into its frames, in the order of playback. */
async function frameNumbers(path: string): Promise<number[]> {
  const raw = join(directory, 'frames.gray');
  await run('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-i',
    path,
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    raw,
  ]);
  const pictures = await readFile(raw);
  const frameBytes = face.width * face.height;
  return Array.from({ length: pictures.length / frameBytes }, (_, index) =>
    frameNumberIn(pictures.subarray(index * frameBytes, (index + 1) * frameBytes)),
  );
}

/** When each picture is shown, in seconds. */
async function pictureTimes(path: string): Promise<number[]> {
  const entries = ['-select_streams', 'v', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0'];
  const { stdout } = await run('ffprobe', ['-v', 'error', ...entries, path]);
  return stdout.trim().split('\n').map(Number);
}

describe('Remuxing a take', () => {
  it('gives the recording a duration and keeps every frame', async () => {
    const take = await remuxTake([await sample('short')], limits, { directory });
    expect(take).toMatchObject({ container: 'matroska', mimeType: 'video/webm', segmentStartsSeconds: [0] });
    const { stdout } = await run('ffprobe', [
      '-v',
      'error',
      '-show_entries',
      'format=duration',
      '-of',
      'csv=p=0',
      take.path,
    ]);
    expect(Number(stdout)).toBeCloseTo(take.durationSeconds, 1);
    const numbers = await frameNumbers(take.path);
    expect(numbers.length).toBeGreaterThan(50);
    expect(numbers).toEqual(await frameNumbers('samples/recordings/short.webm'));
  });

  it('joins segments so that each begins where the take says, in picture and in sound', async () => {
    const short = await sample('short');
    const take = await remuxTake([short, short, short], limits, { directory });
    const [first, second, third] = take.segmentStartsSeconds;
    expect(first).toBe(0);
    expect(second).toBeCloseTo(short.probed.durationSeconds, 0);
    expect(third).toBeCloseTo(2 * second!, 3);
    expect(take.durationSeconds).toBeCloseTo(3 * second!, 1);
    const numbers = await frameNumbers(take.path);
    expect(numbers).toHaveLength(3 * (await frameNumbers(short.path)).length);

    const wav = join(directory, 'speech.wav');
    await extractWav(take, wav);
    expect(wavSeconds((await stat(wav)).size)).toBeCloseTo(take.durationSeconds, 1);
    const onsets = await soundOnsets(wav);
    expect(onsets).toHaveLength(3);
    expect(onsets[1]! - onsets[0]!).toBeCloseTo(second!, 1);
    expect(onsets[2]! - onsets[0]!).toBeCloseTo(third!, 1);
  });

  it('begins the second of two recordings of different length where the first one ends', async () => {
    const [first, second] = [await sample('short'), await sample('weak')];
    const take = await remuxTake([first, second], limits, { directory });
    const border = take.segmentStartsSeconds[1]!;
    // Each lasts as long as it was probed to, but for a picture at ten a second.
    expect(Math.abs(border - first.probed.durationSeconds)).toBeLessThan(0.1);
    expect(Math.abs(take.durationSeconds - border - second.probed.durationSeconds)).toBeLessThan(0.1);
    const ofFirst = (await pictureTimes(first.path)).length;
    const [lastBefore, firstBehind] = (await pictureTimes(take.path)).slice(ofFirst - 1, ofFirst + 1);
    expect(lastBefore).toBeLessThan(border);
    expect(firstBehind! - border).toBeCloseTo((await pictureTimes(second.path))[0]!, 1);
  });

  it('puts what Safari records into an MP4 that begins with its index', async () => {
    const path = await synthetic('safari.mp4', [
      ...picture,
      ...tone,
      '-t',
      '3',
      '-c:v',
      'libx264',
      '-c:a',
      'aac',
      '-movflags',
      '+empty_moov+frag_keyframe',
    ]);
    const take = await remuxTake([await segment(path)], limits, { directory });
    expect(take).toMatchObject({ container: 'mp4', mimeType: 'video/mp4' });
    expect(take.durationSeconds).toBeCloseTo(3, 0);
    const bytes = await readFile(take.path);
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
  });

  it('puts what Chromium records as MP4 into a WebM', async () => {
    const path = await synthetic('chromium.mp4', [
      '-i',
      'samples/recordings/short.webm',
      '-c',
      'copy',
      '-movflags',
      '+empty_moov+frag_keyframe',
    ]);
    const { mimeType, durationSeconds } = await remuxTake([await segment(path)], limits, { directory });
    expect(mimeType).toBe('video/webm');
    expect(durationSeconds).toBeCloseTo(6, 0);
  });

  it('leaves place and device behind', async () => {
    const tags = ['-metadata', 'location=+52.52+013.40/', '-metadata', 'title=Kitchen'];
    const path = await synthetic('tagged.webm', ['-i', 'samples/recordings/short.webm', '-c', 'copy', ...tags]);
    const take = await remuxTake([await segment(path)], limits, { directory });
    expect((await readFile(take.path)).includes('Kitchen')).toBe(false);
    expect((await readFile(take.path)).includes('52.52')).toBe(false);
  });

  it('rejects segments of different kinds', async () => {
    const other = await synthetic('other.webm', [
      '-i',
      'samples/recordings/short.webm',
      '-c:a',
      'copy',
      '-c:v',
      'libvpx',
    ]);
    const mixed = remuxTake([await sample('short'), await segment(other)], limits, { directory });
    await expect(mixed).rejects.toMatchObject({ code: 'recording_codec_unsupported' });
  });

  it('rejects segments that are too long together', async () => {
    const short = await sample('short');
    const joined = remuxTake([short, short], { maxDurationSeconds: 8 }, { directory });
    await expect(joined).rejects.toMatchObject({ code: 'recording_too_long' });
  });

  it('stops when the caller gives up', async () => {
    const signal = AbortSignal.abort(new Error('the job was handed to another worker'));
    const stopped = remuxTake([await sample('short')], limits, { directory, signal });
    await expect(stopped).rejects.toThrow('the job was handed to another worker');
    expect(await readdir(directory)).toEqual([]);
  });
});

describe('The sound of a take', () => {
  it('keeps a gap that the recorder left, so that later words keep their time', async () => {
    const beeps = ['-f', 'lavfi', '-i', 'sine=f=440:d=6'];
    const gap = ['-af', "aselect='not(between(t,2,4))'"];
    const path = await synthetic('gap.webm', [...beeps, ...gap, '-c:a', 'libopus']);
    const { durationSeconds } = (await segment(path)).probed;
    const wav = join(directory, 'gap.wav');
    await extractWav({ path, container: 'matroska', durationSeconds }, wav);
    expect(wavSeconds((await stat(wav)).size)).toBeCloseTo(6, 0);
    expect(await soundOnsets(wav)).toHaveLength(2);
  });

  it('fits 2.5 hours into 25 MB for a transcription server', async () => {
    const good = await sample('good');
    const ogg = join(directory, 'good.ogg');
    await extractOpus({ ...good.probed, path: good.path }, ogg);
    const bytesPerSecond = (await stat(ogg)).size / good.probed.durationSeconds;
    expect(bytesPerSecond * 2.5 * 3600).toBeLessThan(25 * 1024 * 1024);
  });

  it('holds speech in a sample', async () => {
    const good = await sample('good');
    const wav = join(directory, 'good.wav');
    await extractWav({ ...good.probed, path: good.path }, wav);
    const activity = await measureSpeech(wav);
    expect(activity.speechSeconds).toBeGreaterThan(25);
    expect(activity.speechSeconds).toBeLessThan(42);
  });

  const silentSignals: [string, string][] = [
    ['silence', 'anullsrc=r=48000:cl=mono'],
    ['a noise of 5 Hz', 'anoisesrc=c=white:a=0.5:r=48000,tremolo=f=5:d=0.9'],
    ['a tone of 5 Hz', 'sine=f=5:r=48000'],
    ['rumble', 'anoisesrc=c=brown:a=0.9:r=48000'],
  ];

  it.each(silentSignals)('holds no speech in %s, after it went through a recorder', async (_, source) => {
    const sound = ['-f', 'lavfi', '-i', source, '-c:a', 'libopus', '-b:a', '24k'];
    const path = await synthetic('noise.webm', [...picture, ...sound, '-t', '8', '-c:v', 'libvpx', '-live', '1']);
    const { probed } = await segment(path);
    const wav = join(directory, 'noise.wav');
    await extractWav({ ...probed, path }, wav);
    const activity = await measureSpeech(wav);
    expect(() => requireSpeech(activity)).toThrow(expect.objectContaining({ code: 'recording_without_speech' }));
  });
});

const picture = ['-f', 'lavfi', '-i', 'testsrc=size=160x120:rate=10'];
const tone = ['-f', 'lavfi', '-i', 'sine=f=440'];

/** Of a wav of ours, by its size. */
function wavSeconds(bytes: number): number {
  return bytes / 32_000;
}

/** When sound begins after half a second of silence or more, as ffmpeg hears it. */
async function soundOnsets(wav: string): Promise<number[]> {
  const filter = ['-af', 'silencedetect=n=-35dB:d=0.5', '-f', 'null', '-'];
  const { stderr } = await run('ffmpeg', ['-hide_banner', '-nostats', '-i', wav, ...filter]);
  const silenceEnds = [...stderr.matchAll(/silence_end: ([\d.]+)/g)].map(([, seconds]) => Number(seconds));
  const startsInSound = !/silence_start: 0\s/.test(stderr);
  const end = wavSeconds((await stat(wav)).size);
  return [...(startsInSound ? [0] : []), ...silenceEnds.filter((seconds) => seconds < end - 0.1)];
}
