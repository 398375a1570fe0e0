/** The recording of one answer on the common axis of all of them. */
export interface Track {
  /** From 1, as people count answers. */
  number: number;
  questionId: string;
  takeId: string;
  /** Where it begins on the axis. */
  startSeconds: number;
  durationSeconds: number;
}

/** `counted`: a quote that counts; `outside`: what a correction shows and nobody heard; `flagged`: words to the scorer. */
export type SegmentKind = 'counted' | 'outside' | 'flagged';

/** What was found in a recording. */
export interface Finding {
  kind: SegmentKind;
  /** Of its criterion in the plan, from 0; null for what belongs to none. */
  place: number | null;
  questionId: string;
  quote: string;
  /** False for what holds the level down. */
  supports: boolean;
  startSeconds: number;
  endSeconds: number;
}

export interface Segment extends Finding {
  id: string;
  track: Track;
  /** Shares of the axis. */
  from: number;
  width: number;
  /** Within its lane, from 0: what would lie over another is a row further down. */
  row: number;
}

export interface Lane {
  place: number | null;
  rows: number;
  /** By time. */
  segments: Segment[];
}

/** As much of the axis a segment takes at least, so that a finger hits it. */
const leastShare = 0.075;

/** Answers one after the other; those without a recording have no place on the axis. */
export function tracksOf(
  answers: readonly { questionId: string; takeId: string | null; durationSeconds: number | null }[],
): Track[] {
  let startSeconds = 0;
  return answers.flatMap(({ questionId, takeId, durationSeconds }, index) => {
    if (takeId === null || durationSeconds === null || durationSeconds <= 0) return [];
    const track = { number: index + 1, questionId, takeId, startSeconds, durationSeconds };
    startSeconds += durationSeconds;
    return track;
  });
}

export const lengthOf = (tracks: readonly Track[]): number => {
  const last = tracks.at(-1);
  return last ? last.startSeconds + last.durationSeconds : 0;
};

/** A lane for each criterion, and one at the end for words to the scorer where there are any. @param criteria how many there are */
export function lanesOf(tracks: readonly Track[], criteria: number, findings: readonly Finding[]): Lane[] {
  const segments = findings.flatMap((finding, index) => segmentOf(finding, index, tracks));
  const places = [...Array.from({ length: criteria }, (_, place) => place), null];
  return places
    .map((place) =>
      laneOf(
        place,
        segments.filter((segment) => segment.place === place),
      ),
    )
    .filter(({ place, segments: own }) => place !== null || own.length > 0);
}

function segmentOf(finding: Finding, index: number, tracks: readonly Track[]): Omit<Segment, 'row'>[] {
  const track = tracks.find(({ questionId }) => questionId === finding.questionId);
  if (!track) return [];
  const length = lengthOf(tracks);
  const at = Math.min(Math.max(0, finding.startSeconds), track.durationSeconds);
  const end = Math.min(Math.max(at, finding.endSeconds), track.durationSeconds);
  // At the end of the axis it reaches back: nothing stands outside.
  const width = Math.min(1, Math.max(leastShare, (end - at) / length));
  const from = Math.min((track.startSeconds + at) / length, 1 - width);
  return [{ ...finding, id: `segment-${index}`, track, from, width }];
}

function laneOf(place: number | null, segments: readonly Omit<Segment, 'row'>[]): Lane {
  const endOfRow: number[] = [];
  const placed = [...segments]
    .sort((one, other) => one.from - other.from || one.startSeconds - other.startSeconds)
    .map((segment) => {
      const free = endOfRow.findIndex((end) => end <= segment.from);
      const row = free >= 0 ? free : endOfRow.length;
      endOfRow[row] = segment.from + segment.width;
      return { ...segment, row };
    });
  return { place, rows: Math.max(1, endOfRow.length), segments: placed };
}

/** Where an arrow leads from a segment: along its lane, or to the nearest of the lane beside it; null where nothing is. */
export function neighbourOf(lanes: readonly Lane[], id: string, key: string): Segment | null {
  const at = lanes.findIndex(({ segments }) => segments.some((segment) => segment.id === id));
  const lane = lanes[at];
  if (!lane) return null;
  const index = lane.segments.findIndex((segment) => segment.id === id);
  if (key === 'ArrowRight') return lane.segments[index + 1] ?? null;
  if (key === 'ArrowLeft') return lane.segments[index - 1] ?? null;
  if (key === 'Home') return lane.segments[0] ?? null;
  if (key === 'End') return lane.segments.at(-1) ?? null;
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return null;
  const step = key === 'ArrowDown' ? 1 : -1;
  for (let other = at + step; lanes[other]; other += step) {
    const nearest = nearestTo(lanes[other]!.segments, lane.segments[index]!.from);
    if (nearest) return nearest;
  }
  return null;
}

function nearestTo(segments: readonly Segment[], from: number): Segment | null {
  return segments.reduce<Segment | null>(
    (best, each) => (best === null || Math.abs(each.from - from) < Math.abs(best.from - from) ? each : best),
    null,
  );
}

/** A second or so counts as where one is, or the way back would never leave it. */
const graceSeconds = 1;

/** The next piece of evidence after a moment of the axis, or the one before; null where there is none. */
export function evidenceFrom(lanes: readonly Lane[], seconds: number, step: 1 | -1): Segment | null {
  const moment = ({ track, startSeconds }: Segment) => track.startSeconds + startSeconds;
  const all = lanes.flatMap(({ segments }) => segments).sort((one, other) => moment(one) - moment(other));
  if (step === 1) return all.find((segment) => moment(segment) > seconds + 0.2) ?? null;
  return all.findLast((segment) => moment(segment) < seconds - graceSeconds) ?? null;
}
