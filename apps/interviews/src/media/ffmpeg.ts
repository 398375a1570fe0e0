import { access, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maxPixels, maxStreams, type ProbedRecording, probeRecording, type RecordingLimits } from './probe.js';
import { rejectRecording } from './recording-rejection.js';
import { type ProcessLimits, runSandboxed, SandboxedProcessError } from './sandboxed-process.js';
import type { Container } from './sniff.js';

/** One run of the applicant's recorder; a take has one, or several where the page was reloaded. */
export interface TakeSegment {
  path: string;
  probed: ProbedRecording;
}

/** What is stored and played: one file with a duration and an index. All word times count from its start. */
export interface PlayableTake {
  path: string;
  mimeType: 'video/webm' | 'video/mp4' | 'audio/webm' | 'audio/mp4';
  durationSeconds: number;
  /** Where each segment begins, in order; the first is 0. */
  segmentStartsSeconds: number[];
}

export interface RunOptions {
  /** For the files on the way; the caller removes it. */
  directory: string;
  signal?: AbortSignal;
}

const mebibyte = 1024 * 1024;
const memoryBytes = 1024 * mebibyte;
const wavBytesPerSecond = 32_000;
const opusBytesPerSecond = 12_000;

/** ffmpeg's names of what reads each kind of file. Naming it keeps ffmpeg from choosing, say, its playlist readers. */
type Demuxer = 'matroska' | 'mov' | 'ogg' | 'wav';
const demuxerOf: Record<Container, Demuxer> = { matroska: 'matroska', mp4: 'mov' };

/**
 * Repairs a take by copying its streams into fresh files, and joins its segments in order. Nothing is encoded anew, so
 * the segments must be alike: same codecs, same size of picture. Metadata (place, device, title) is left behind.
 *
 * Throws a recording rejection where the take is too long, the segments differ or ffmpeg cannot read them.
 */
export async function remuxTake(segments: TakeSegment[], limits: RecordingLimits, options: RunOptions) {
  requireAlike(segments);
  const extension = playbackExtension(segments[0]!.probed);
  const remuxed: TakeSegment[] = [];
  for (const [index, segment] of segments.entries()) {
    const path = join(options.directory, `segment-${index}.${extension}`);
    await remuxSegment(segment, path, options);
    remuxed.push({ path, probed: await probeRecording(path, limits) });
  }
  const playable = remuxed.length === 1 ? remuxed[0]! : await joinSegments(remuxed, extension, limits, options);
  const kind = playable.probed.video ? 'video' : 'audio';
  return {
    path: playable.path,
    mimeType: `${kind}/${extension}`,
    durationSeconds: playable.probed.durationSeconds,
    segmentStartsSeconds: startsOf(remuxed),
  } satisfies PlayableTake;
}

/** 16 kHz mono 16-bit wav, as recognisers and `measureSpeech` read it; its time is the time of the file it is made from. */
export async function extractWav(input: AudioInput, wavPath: string, signal?: AbortSignal): Promise<void> {
  await extractAudio(input, ['-c:a', 'pcm_s16le', '-f', 'wav', wavPath], wavBytesPerSecond, signal);
}

/** 24 kbit/s Opus in Ogg for a transcription server: 2.5 hours fit in the usual 25 MB. */
export async function extractOpus(input: AudioInput, oggPath: string, signal?: AbortSignal): Promise<void> {
  const encoding = ['-c:a', 'libopus', '-b:a', '24k', '-application', 'voip', '-f', 'ogg', oggPath];
  await extractAudio(input, encoding, opusBytesPerSecond, signal);
}

export interface AudioInput {
  path: string;
  container: Container | 'ogg' | 'wav';
  durationSeconds: number;
}

async function extractAudio(input: AudioInput, output: string[], bytesPerSecond: number, signal?: AbortSignal) {
  const { path, container, durationSeconds } = input;
  // A recorder leaves gaps where the machine was busy: fill them with silence, or every later word would come too early.
  const filter = ['-af', 'aresample=16000:async=1:first_pts=0', '-ac', '1'];
  const longest = ['-t', String(Math.ceil(durationSeconds + 1))];
  const demuxer = container === 'ogg' || container === 'wav' ? container : demuxerOf[container];
  await ffmpeg([...inputArgs(demuxer, path), '-map', '0:a:0', '-vn', '-sn', '-dn', ...filter, ...longest, ...output], {
    path,
    signal,
    limits: {
      timeoutMs: 60_000 + durationSeconds * 500,
      cpuSeconds: Math.ceil(30 + durationSeconds * 0.2),
      memoryBytes,
      fileBytes: Math.ceil(durationSeconds * bytesPerSecond * 1.1) + mebibyte,
    },
  });
}

async function remuxSegment(segment: TakeSegment, output: string, { signal }: RunOptions): Promise<void> {
  const input = inputArgs(demuxerOf[segment.probed.container], segment.path);
  const { size } = await stat(segment.path);
  await copyStreams(input, { path: segment.path, output, bytes: size, signal });
}

async function joinSegments(
  segments: TakeSegment[],
  extension: PlaybackExtension,
  limits: RecordingLimits,
  { directory, signal }: RunOptions,
): Promise<TakeSegment> {
  const list = join(directory, 'segments.txt');
  const output = join(directory, `take.${extension}`);
  // The durations in the list and `segmentStartsSeconds` are the same numbers, so the two timelines cannot drift apart.
  const entries = segments.map(({ path, probed }) => `file '${path}'\nduration ${probed.durationSeconds}\n`);
  await writeFile(list, `ffconcat version 1.0\n${entries.join('')}`);
  const sizes = await Promise.all(segments.map(async ({ path }) => (await stat(path)).size));
  // The list and the files in it are our own work by now; that alone makes `-safe 0` and choosing demuxers harmless.
  const input = ['-protocol_whitelist', 'file', '-f', 'concat', '-safe', '0', '-i', list];
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  await copyStreams(input, { path: list, output, bytes, signal });
  return { path: output, probed: await probeRecording(output, limits) };
}

async function copyStreams(
  input: string[],
  { path, output, bytes, signal }: { path: string; output: string; bytes: number; signal: AbortSignal | undefined },
): Promise<void> {
  const streams = ['-map', '0:a:0', '-map', '0:v:0?', '-c', 'copy', '-map_metadata', '-1', '-map_chapters', '-1'];
  const index = output.endsWith('.mp4') ? ['-movflags', '+faststart'] : [];
  await ffmpeg([...input, ...streams, ...index, output], {
    path,
    signal,
    limits: { timeoutMs: 120_000, cpuSeconds: 60, memoryBytes, fileBytes: Math.ceil(bytes * 1.1) + mebibyte },
  });
}

function inputArgs(demuxer: Demuxer, path: string): string[] {
  const bounds = [
    '-max_streams',
    String(maxStreams),
    '-probesize',
    String(5 * mebibyte),
    '-max_pixels',
    String(maxPixels),
  ];
  return ['-protocol_whitelist', 'file', ...bounds, '-f', demuxer, '-i', path];
}

async function ffmpeg(
  args: string[],
  { path, limits, signal }: { path: string; limits: ProcessLimits; signal: AbortSignal | undefined },
): Promise<void> {
  await access(path);
  const quiet = ['-v', 'error', '-nostdin', '-nostats', '-y'];
  try {
    await runSandboxed({ program: 'ffmpeg', args: [...quiet, ...args], limits, ...(signal && { signal }) });
  } catch (error) {
    if (!isFaultOfTheFile(error)) throw error;
    throw rejectRecording('recording_unreadable', 'ffmpeg cannot read the recording.', { cause: error });
  }
}

/** ffmpeg's exit code says nothing; a full disk or an ffmpeg without our options must not cost an applicant their take. */
const faultsOfTheMachine =
  /No space left|Read-only file system|Permission denied|Input\/output error|Unrecognized option|Option not found|Unknown (encoder|input format)|No such filter/;

function isFaultOfTheFile(error: unknown): boolean {
  const failed = error instanceof SandboxedProcessError && error.failure === 'failed';
  return failed && !faultsOfTheMachine.test(error.stderr);
}

type PlaybackExtension = 'webm' | 'mp4';

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
