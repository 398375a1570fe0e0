/** Where a slice of a recording ends: in its bytes, and in its time. */
export interface SliceEnd {
  bytes: number;
  seconds: number;
}

/**
 * Seconds of a recording that its first bytes hold, rounded down to whole slices: of a slice that has arrived in part nothing
 * counts as safe.
 * @param ends in the order of the recording
 */
export function secondsWithin(ends: readonly SliceEnd[], bytes: number): number {
  return ends.findLast((end) => end.bytes <= bytes)?.seconds ?? 0;
}
