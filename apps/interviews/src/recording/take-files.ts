import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MediaStore } from '@guildhall/storage';
import { Inject, Injectable } from '@nestjs/common';
import type { SegmentEntity, TakeEntity } from './recording.entities.js';

/** Injection token of the encrypted media store. */
export const MEDIA_STORE = Symbol('media-store');

/** Every key of this service begins so. */
export const objectKeyPrefix = 'recordings/';

export const objectKeys = {
  segment: (takeId: string, number: number) => `${objectKeyPrefix}${takeId}/segment-${number}`,
  playback: (takeId: string) => `${objectKeyPrefix}${takeId}/playback`,
  thumbnail: (takeId: string) => `${objectKeyPrefix}${takeId}/thumbnail`,
  audio: (takeId: string) => `${objectKeyPrefix}${takeId}/audio`,
};

/** Every key under which something of a take may lie. What is made from recordings some day is added here, or stays for ever. */
export function recordingKeys(takeId: string, segmentNumbers: readonly number[]): string[] {
  const segments = segmentNumbers.map((number) => objectKeys.segment(takeId, number));
  return [objectKeys.playback(takeId), objectKeys.audio(takeId), objectKeys.thumbnail(takeId), ...segments];
}

export interface Written {
  bytes: number;
  /** Hexadecimal. */
  sha256: string;
}

/** Brings what belongs to a take from encrypted storage into a job's directory, and back. */
@Injectable()
export class TakeFiles {
  constructor(@Inject(MEDIA_STORE) private readonly store: MediaStore) {}

  /**
   * Writes a file under the take's own data key. A repeat after a kill goes on with what storage has of the same file, and
   * replaces what an earlier try left of another.
   * @returns what was written, as it was read
   */
  async keep(take: TakeEntity, objectKey: string, path: string, signal: AbortSignal): Promise<Written> {
    await this.store.keys.create(take.recordingId);
    let hash = createHash('sha256');
    let bytes = 0;
    const hashed = async function* () {
      // Opened more than once: what counts is the last reading, whose bytes are written.
      hash = createHash('sha256');
      bytes = 0;
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    const open = () => Readable.from(hashed(), { objectMode: false });
    await this.store.media.writeRepeatably(objectKey, take.recordingId, open, { signal });
    return { bytes, sha256: hash.digest('hex') };
  }

  async fetch(take: TakeEntity, objectKey: string, path: string, signal: AbortSignal): Promise<string> {
    const stored = await this.store.media.read(objectKey, take.recordingId, undefined, { signal });
    await pipeline(stored, createWriteStream(path, { mode: 0o600 }), { signal });
    return path;
  }

  /** The files of all segments, in order. */
  async fetchSegments(
    take: TakeEntity,
    segments: SegmentEntity[],
    directory: string,
    signal: AbortSignal,
  ): Promise<string[]> {
    const paths: string[] = [];
    for (const segment of segments) {
      const key = objectKeys.segment(take.id, segment.number);
      paths.push(await this.fetch(take, key, join(directory, `original-${segment.number}`), signal));
    }
    return paths;
  }
}

/** One hash for all of a take's files: that of the only one, or of the list of them. */
export function mediaSha256(segments: SegmentEntity[]): string {
  if (segments.length === 1) return segments[0]!.sha256;
  return createHash('sha256')
    .update(segments.map(({ sha256 }) => sha256).join('\n'))
    .digest('hex');
}
