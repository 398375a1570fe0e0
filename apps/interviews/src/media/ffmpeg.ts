import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mebibyte, runMediaProgram, untrustedInput } from './media-program.js';
import { type ProbedRecording, probeRecording, type RecordingLimits, requireWithin } from './probe.js';
import { rejectRecording } from './recording-rejection.js';
import type { Container } from './sniff.js';

/** One run of the applicant's recorder; a take has one, or several where the page was reloaded. */
export interface TakeSegment {
  path: string;
  probed: ProbedRecording;
}

/** What is stored and played: one file with a duration and an index. All word times count from its start. */
export interface PlayableTake {
  path: string;
  container: Container;
  mimeType: 'video/webm' | 'video/mp4' | 'audio/webm' | 'audio/mp4';
  durationSeconds: number;
  /** Where each segment begins, in order; the first is 0. */
  segmentStartsSeconds: number[];
}

export interface RemuxOptions {
  /** Absolute path; takes the files on the way and the result. The caller removes it. */
  directory: string;
  signal?: AbortSignal;
}

export interface AudioInput {
  path: string;
  container: Container | 'ogg';
  durationSeconds: number;
}

type PlaybackExtension = 'webm' | 'mp4';

const wavBytesPerSecond = 32_000;
const opusBytesPerSecond = 12_000;
/** Copying may lengthen the last picture by a frame; a take at its limit must not fail for that. */
const remuxToleranceSeconds = 1;
export const overwriteQuietly = ['-nostdin', '-nostats', '-y'];

/**
 * Repairs a take by copying its streams into fresh files, and joins its segments in order. Nothing is encoded anew, so the
 * segments must be alike: same codecs, same size of picture. Metadata (place, device, title) is left behind.
 *
 * Throws a recording rejection where the take is too long, the segments differ or ffmpeg cannot read them.
 */
export async function remuxTake(
  segments: TakeSegment[],
  limits: RecordingLimits,
  options: RemuxOptions,
): Promise<PlayableTake> {
  requireAlike(segments);
  const extension = playbackExtension(segments[0]!.probed);
  const remuxed: TakeSegment[] = [];
  for (const [index, segment] of segments.entries()) {
    remuxed.push(await remuxSegment(segment, join(options.directory, `segment-${index}.${extension}`), options));
  }
  const { path, probed } = remuxed.length === 1 ? remuxed[0]! : await joinSegments(remuxed, extension, options);
  const { maxDurationSeconds } = limits;
  requireWithin(probed.durationSeconds, { maxDurationSeconds: maxDurationSeconds + remuxToleranceSeconds });
  return {
    path,
    container: probed.container,
    mimeType: `${probed.video ? 'video' : 'audio'}/${extension}`,
    durationSeconds: probed.durationSeconds,
    segmentStartsSeconds: startsOf(remuxed),
  };
}

/** 16 kHz mono 16-bit wav, as recognisers and `measureSpeech` read it; its time is that of the file it is made from. */
export async function extractWav(input: AudioInput, wavPath: string, signal?: AbortSignal): Promise<void> {
  await extractAudio(input, ['-c:a', 'pcm_s16le', '-f', 'wav', wavPath], wavBytesPerSecond, signal);
}

/** 24 kbit/s Opus in Ogg for a transcription server: 2.5 hours fit in the usual 25 MB. */
export async function extractOpus(input: AudioInput, oggPath: string, signal?: AbortSignal): Promise<void> {
  const encoding = ['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip', '-f', 'ogg', oggPath];
  await extractAudio(input, encoding, opusBytesPerSecond, signal);
}

async function remuxSegment(
  { path, probed }: TakeSegment,
  output: string,
  options: RemuxOptions,
): Promise<TakeSegment> {
  const { size } = await stat(path);
  return await copyStreams(untrustedInput(probed.container, path), { inputPath: path, output, bytes: size, options });
}

async function joinSegments(
  segments: TakeSegment[],
  extension: PlaybackExtension,
  options: RemuxOptions,
): Promise<TakeSegment> {
  const list = join(options.directory, 'segments.txt');
  // The durations in the list and `segmentStartsSeconds` are the same numbers, so the two timelines cannot drift apart.
  const entries = segments.map(({ path, probed }) => `file '${path}'\nduration ${probed.durationSeconds}\n`);
  await writeFile(list, `ffconcat version 1.0\n${entries.join('')}`);
  const sizes = await Promise.all(segments.map(async ({ path }) => (await stat(path)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  // The list and the files in it are our own work by now; that alone makes `-safe 0` and choosing demuxers harmless.
  const input = ['-protocol_whitelist', 'file', '-f', 'concat', '-safe', '0', '-i', list];
  return await copyStreams(input, {
    inputPath: list,
    output: join(options.directory, `take.${extension}`),
    bytes,
    options,
  });
}

async function copyStreams(
  input: string[],
  copy: { inputPath: string; output: string; bytes: number; options: RemuxOptions },
): Promise<TakeSegment> {
  const { inputPath, output, bytes, options } = copy;
  const streams = ['-map', '0:a:0', '-map', '0:v:0?', '-c', 'copy', '-map_metadata', '-1', '-map_chapters', '-1'];
  const index = output.endsWith('.mp4') ? ['-movflags', '+faststart'] : [];
  await runMediaProgram({
    program: 'ffmpeg',
    args: [...overwriteQuietly, ...input, ...streams, ...index, output],
    inputPath,
    timeoutMs: 120_000,
    cpuSeconds: 60,
    outputBytes: Math.ceil(bytes * 1.1) + mebibyte,
    signal: options.signal,
  });
  return {
    path: output,
    probed: await probeRecording(output, { maxDurationSeconds: Number.POSITIVE_INFINITY }, options.signal),
  };
}

async function extractAudio(
  { path, container, durationSeconds }: AudioInput,
  output: string[],
  bytesPerSecond: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const streams = ['-map', '0:a:0', '-vn', '-sn', '-dn'];
  // A recorder leaves gaps where the machine was busy: fill them with silence, or every later word would come too early.
  const samples = ['-af', 'aresample=16000:async=1:first_pts=0', '-ac', '1'];
  const bound = ['-t', String(Math.ceil(durationSeconds + 1))];
  await runMediaProgram({
    program: 'ffmpeg',
    args: [...overwriteQuietly, ...untrustedInput(container, path), ...streams, ...samples, ...bound, ...output],
    inputPath: path,
    timeoutMs: 60_000 + durationSeconds * 500,
    cpuSeconds: Math.ceil(30 + durationSeconds * 0.2),
    outputBytes: Math.ceil(durationSeconds * bytesPerSecond * 1.1) + mebibyte,
    signal,
  });
}

/** Browsers play the free codecs from WebM and everything else from MP4, whatever the recorder put them in. */
function playbackExtension({ audio, video }: ProbedRecording): PlaybackExtension {
  const freeSound = audio.codec === 'opus' || audio.codec === 'vorbis';
  return freeSound && video?.codec !== 'avc' ? 'webm' : 'mp4';
}

function requireAlike(segments: TakeSegment[]): void {
  const [first, ...others] = segments.map(({ probed: { audio, video } }) =>
    [audio.codec, audio.channels, audio.sampleRateHz, video?.codec, video?.width, video?.height].join(' '),
  );
  if (others.some((other) => other !== first)) {
    throw rejectRecording('recording_codec_unsupported', 'The parts of the take differ in codec or size of picture.');
  }
}

function startsOf(segments: TakeSegment[]): number[] {
  let start = 0;
  return segments.map(({ probed }) => {
    const own = start;
    start += probed.durationSeconds;
    return own;
  });
}
