import { isAppError } from '@guildhall/errors';
import {
  FilePathSource,
  Input,
  type InputAudioTrack,
  InputDisposedError,
  type InputVideoTrack,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import { requireComplete } from './completeness.js';
import { rejectRecording } from './recording-rejection.js';
import { type Container, sniffContainer } from './sniff.js';

export interface RecordingLimits {
  maxDurationSeconds: number;
}

export interface ProbedRecording {
  container: Container;
  /** Measured from the packets; what a live recorder writes into the header is not believed. */
  durationSeconds: number;
  audio: { codec: AudioCodec; channels: number; sampleRateHz: number };
  /** Null for a recording of sound alone. */
  video: { codec: VideoCodec; width: number; height: number } | null;
}

/** What browsers record, and what they can play again without being encoded anew. */
const audioCodecs = ['opus', 'aac', 'vorbis', 'mp3'] as const;
const videoCodecs = ['vp8', 'vp9', 'av1', 'avc'] as const;
export type AudioCodec = (typeof audioCodecs)[number];
export type VideoCodec = (typeof videoCodecs)[number];

export const maxStreams = 8;
export const maxPixels = 4096 * 2160;
const probeTimeoutMs = 15_000;
const formats = { matroska: [WEBM, MATROSKA], mp4: [MP4, QTFF] };

/**
 * Looks into a recording without decoding it, in this process: magic bytes, completeness, tracks and true duration, in
 * some 20 ms. Only the reader of the sniffed container is tried, so that a playlist by any other name is refused.
 *
 * Throws a recording rejection (see `isRecordingRejection`) for anything that is wrong with the file.
 */
export async function probeRecording(path: string, limits: RecordingLimits): Promise<ProbedRecording> {
  const container = await sniffContainer(path);
  await requireComplete(path, container);
  const found = await lookInto(path, container);
  if (found.durationSeconds > limits.maxDurationSeconds) {
    const details = { durationSeconds: Math.round(found.durationSeconds), ...limits };
    const finding = `The recording lasts ${details.durationSeconds} s of ${limits.maxDurationSeconds} s.`;
    throw rejectRecording('recording_too_long', finding, { details });
  }
  return found;
}

async function lookInto(path: string, container: Container): Promise<ProbedRecording> {
  const input = new Input({
    source: new FilePathSource(path, { handleUnhandledError: () => undefined }),
    formats: formats[container],
  });
  const deadline = setTimeout(() => input.dispose(), probeTimeoutMs);
  try {
    const streams = await streamsOf(input);
    const durationSeconds = await input.computeDuration();
    if (!(durationSeconds > 0)) throw rejectRecording('recording_unreadable', 'The recording holds no moment of time.');
    return { container, durationSeconds, ...streams };
  } catch (error) {
    throw rejectionFor(error);
  } finally {
    clearTimeout(deadline);
    input.dispose();
  }
}

async function streamsOf(input: Input): Promise<Pick<ProbedRecording, 'audio' | 'video'>> {
  const tracks = await input.getTracks();
  if (tracks.length > maxStreams) {
    throw rejectRecording(
      'recording_too_many_streams',
      `The file holds ${tracks.length} tracks of at most ${maxStreams}.`,
    );
  }
  const [audio] = await input.getAudioTracks();
  const [video] = await input.getVideoTracks();
  if (!audio || !((await audio.computeDuration()) > 0)) {
    throw rejectRecording('recording_without_audio', 'No track of the file holds sound.');
  }
  return { audio: await audioOf(audio), video: video ? await videoOf(video) : null };
}

async function audioOf(track: InputAudioTrack): Promise<ProbedRecording['audio']> {
  const codec = await track.getCodec();
  if (!isOneOf(audioCodecs, codec)) throw unsupportedCodec('sound', codec);
  return { codec, channels: await track.getNumberOfChannels(), sampleRateHz: await track.getSampleRate() };
}

async function videoOf(track: InputVideoTrack): Promise<NonNullable<ProbedRecording['video']>> {
  const width = await track.getCodedWidth();
  const height = await track.getCodedHeight();
  if (width * height > maxPixels) {
    const finding = `The picture measures ${width} × ${height} pixels.`;
    throw rejectRecording('recording_picture_too_large', finding, { details: { width, height, maxPixels } });
  }
  const codec = await track.getCodec();
  if (!isOneOf(videoCodecs, codec)) throw unsupportedCodec('picture', codec);
  return { codec, width, height };
}

function isOneOf<T extends string>(known: readonly T[], codec: string | null): codec is T {
  return (known as readonly (string | null)[]).includes(codec);
}

function unsupportedCodec(part: 'sound' | 'picture', codec: string | null) {
  return rejectRecording('recording_codec_unsupported', `The ${part} is encoded as ${codec ?? 'something unknown'}.`);
}

/** What the reader throws on a broken file is the file's fault; what the disk throws is ours. */
function rejectionFor(error: unknown): unknown {
  if (isAppError(error) || (error as NodeJS.ErrnoException).syscall !== undefined) return error;
  const finding =
    error instanceof InputDisposedError
      ? `The file could not be understood within ${probeTimeoutMs} ms.`
      : 'The file does not follow the format that its first bytes claim.';
  return rejectRecording('recording_unreadable', finding, { cause: error });
}
