export interface Ranked {
  /** Place of the first of the band. */
  rank: number;
  band: number;
  /** Null while nobody knows. */
  bandSize: number | null;
}

export interface Band<T extends Ranked> {
  band: number;
  from: number;
  /** How many share it, also those who are not shown; null while nobody knows. */
  size: number | null;
  members: T[];
}

/** Bands as they are shown, one after the other. */
export function bandsOf<T extends Ranked>(ranked: readonly T[]): Band<T>[] {
  const bands: Band<T>[] = [];
  for (const candidate of ranked) {
    const last = bands.at(-1);
    if (last?.band === candidate.band) last.members.push(candidate);
    else bands.push({ band: candidate.band, from: candidate.rank, size: candidate.bandSize, members: [candidate] });
  }
  return bands;
}

/** All of a band share its places: `1–4`; null where its end is not known. */
export function rankRange({ from, size }: Pick<Band<Ranked>, 'from' | 'size'>): string | null {
  if (size === null) return null;
  return size === 1 ? String(from) : `${from}–${from + size - 1}`;
}
