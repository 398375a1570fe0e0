import { dropTornTail, requireComplete } from './completeness.js';
import { maxPixels, maxStreams } from './media-program.js';
import { lookIntoMatroska } from './probe-matroska.js';
import { lookIntoMp4 } from './probe-mp4.js';
import { rejectRecording } from './recording-rejection.js';
import { type Container, sniffContainer } from './sniff.js';

export interface RecordingLimits {
  maxDurationSeconds: number;
  /** The recording is known to have been interrupted: what there is of its last element is dropped from the file. */
  mayBreakOff?: boolean;
}

export interface ProbedRecording {
  container: Container;
  /** Measured from the packets; what a live recorder writes into the header is not believed. */
  durationSeconds: number;
  audio: { codec: AudioCodec; channels: number; sampleRateHz: number };
  /** Null for a recording of sound alone. */
  video: { codec: VideoCodec; width: number; height: number } | null;
}

/** What a file says about itself, before anything is decided; the first track of each kind counts. */
export interface FoundStreams {
  streamCount: number;
  durationSeconds: number;
  audio: { codec: string | null; channels: number; sampleRateHz: number } | false | undefined;
  video: { codec: string | null; width: number; height: number } | undefined;
}

/** What browsers record, and what they can play again without being encoded anew. */
const audioCodecs = ['opus', 'aac', 'vorbis', 'mp3'] as const;
const videoCodecs = ['vp8', 'vp9', 'av1', 'avc'] as const;
export type AudioCodec = (typeof audioCodecs)[number];
export type VideoCodec = (typeof videoCodecs)[number];

/**
 * Decides whether a file is a recording that can be played and heard: magic bytes, completeness, tracks, codecs, size of the
 * picture and true duration. Nothing is decoded, and no reader but that of the sniffed container is tried, so that a
 * playlist by any other name is refused.
 *
 * Throws a recording rejection (see `isRecordingRejection`) for anything that is wrong with the file.
 */
export async function probeRecording(
  path: string,
  limits: RecordingLimits,
  signal?: AbortSignal,
): Promise<ProbedRecording> {
  const container = await sniffContainer(path);
  if (limits.mayBreakOff) await dropTornTail(path, container);
  await requireComplete(path, container);
  const found = container === 'matroska' ? await lookIntoMatroska(path) : await lookIntoMp4(path, signal);
  if (found.streamCount > maxStreams) {
    const finding = `The file holds ${found.streamCount} tracks of at most ${maxStreams}.`;
    throw rejectRecording('recording_too_many_streams', finding);
  }
  const audio = acceptedAudio(found.audio);
  const video = found.video ? acceptedVideo(found.video) : null;
  return { container, durationSeconds: acceptedDuration(found, limits), audio, video };
}

function acceptedAudio(found: FoundStreams['audio']): ProbedRecording['audio'] {
  if (!found) throw rejectRecording('recording_without_audio', 'No track of the file holds sound.');
  const { codec } = found;
  if (!isOneOf(audioCodecs, codec)) throw unsupportedCodec('sound', codec);
  return { ...found, codec };
}

function acceptedVideo(found: NonNullable<FoundStreams['video']>): ProbedRecording['video'] {
  const { codec, width, height } = found;
  if (width * height > maxPixels) {
    const finding = `The picture measures ${width} × ${height} pixels.`;
    throw rejectRecording('recording_picture_too_large', finding, { details: { width, height, maxPixels } });
  }
  if (!isOneOf(videoCodecs, codec)) throw unsupportedCodec('picture', codec);
  return { codec, width, height };
}

function acceptedDuration({ durationSeconds }: FoundStreams, limits: RecordingLimits): number {
  if (!(durationSeconds > 0)) throw rejectRecording('recording_unreadable', 'The recording holds no moment of time.');
  requireWithin(durationSeconds, limits);
  return durationSeconds;
}

/** Rejects a recording, or a take of several, that lasts too long. */
export function requireWithin(durationSeconds: number, { maxDurationSeconds }: RecordingLimits): void {
  if (durationSeconds <= maxDurationSeconds) return;
  const details = { durationSeconds: Math.round(durationSeconds), maxDurationSeconds };
  const finding = `The recording lasts ${details.durationSeconds} s of ${maxDurationSeconds} s.`;
  throw rejectRecording('recording_too_long', finding, { details });
}

function isOneOf<T extends string>(known: readonly T[], codec: string | null): codec is T {
  return (known as readonly (string | null)[]).includes(codec);
}

function unsupportedCodec(part: 'sound' | 'picture', codec: string | null) {
  return rejectRecording('recording_codec_unsupported', `The ${part} is encoded as ${codec ?? 'something unknown'}.`);
}
