export interface AudioPart {
  path: string;
  /** Where the part begins in the whole recording. */
  offsetSeconds: number;
  durationSeconds: number;
}

/**
 * Cuts a recording at silences into parts of at most `largestPartBytes`, in order and without a gap. The parts lie in the
 * directory of the whole, which whoever made it removes.
 */
export interface AudioSplitter {
  split(request: {
    path: string;
    durationSeconds: number;
    largestPartBytes: number;
    signal: AbortSignal;
  }): Promise<AudioPart[]>;
}
