export interface Ranked {
  /** Place of the first of the band. */
  rank: number;
  band: number;
}

export interface Band<T extends Ranked> {
  band: number;
  from: number;
  /** Place of its last; null while nobody knows: more of it may follow, or filters leave some out. */
  to: number | null;
  members: T[];
}

/**
 * Bands as they are shown, one after the other.
 * @param isWhole everybody of the ranking is there: no filter leaves anybody out, and no further page follows
 */
export function bandsOf<T extends Ranked>(ranked: readonly T[], isWhole: boolean): Band<T>[] {
  const bands: Band<T>[] = [];
  for (const candidate of ranked) {
    const last = bands.at(-1);
    if (last?.band === candidate.band) last.members.push(candidate);
    else bands.push({ band: candidate.band, from: candidate.rank, to: null, members: [candidate] });
  }
  return bands.map((band, index) => ({ ...band, to: endOf(band, bands[index + 1], isWhole) }));
}

/** The next band begins behind its last; of the last band its own members tell. */
function endOf<T extends Ranked>(band: Band<T>, next: Band<T> | undefined, isWhole: boolean): number | null {
  if (next?.band === band.band + 1) return next.from - 1;
  return next === undefined && isWhole ? band.from + band.members.length - 1 : null;
}

/** All of a band share its places: `1–4`; null where its end is not known. */
export function rankRange({ from, to }: Pick<Band<Ranked>, 'from' | 'to'>): string | null {
  if (to === null) return null;
  return from === to ? String(from) : `${from}–${to}`;
}
