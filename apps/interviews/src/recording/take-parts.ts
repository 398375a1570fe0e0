import type { TakePart } from '@guildhall/messages/interviews';
import type { SegmentEntity } from './recording.entities.js';

/** Where each segment of a take begins in its playback; none while a duration is not known. @param segments in order */
export function partsOf(segments: Pick<SegmentEntity, 'durationMs'>[]): TakePart[] {
  let startMs = 0;
  const parts: TakePart[] = [];
  for (const [index, { durationMs }] of segments.entries()) {
    if (durationMs === null) return [];
    parts.push({ number: index + 1, startSeconds: startMs / 1000, durationSeconds: durationMs / 1000 });
    startMs += durationMs;
  }
  return parts;
}
