/** An applicant with a total: `totalBp` in basis points (43500 is 4.35), `se` its standard error in levels. */
export interface RankEntry {
  id: string;
  totalBp: number;
  se: number;
}

export interface BandMember extends RankEntry {
  /** Ties with at least one member of the band before, though not with that band's leader. */
  alsoTiesWithPreviousBand: boolean;
}

export interface Band {
  /** 1 is the best. */
  band: number;
  /** Place of its first member; all of them share it. */
  rank: number;
  members: readonly BandMember[];
}

/** Whether the difference of two totals is within what their own uncertainty explains: |Ta − Tb| ≤ z·√(SEa² + SEb²). */
export function isTie(a: RankEntry, b: RankEntry, tieZ: number): boolean {
  // Basis points are integers, so equal totals tie whatever their errors.
  return Math.abs(a.totalBp - b.totalBp) <= 10_000 * tieZ * Math.hypot(a.se, b.se);
}

/**
 * Bands of applicants who share a rank. Being tied is not transitive, so the rule is an algorithm: sorted by total, the
 * first free applicant leads, and the band is the longest run that ties with its *leader*. Equal totals are put in order
 * of their ids: inside a band the order is stable and means nothing.
 */
export function rankBands(entries: readonly RankEntry[], tieZ: number): Band[] {
  const sorted = [...entries].sort((a, b) => b.totalBp - a.totalBp || (a.id < b.id ? -1 : 1));
  const bands: Band[] = [];
  for (let at = 0; at < sorted.length; ) {
    const leader = sorted[at]!;
    const free = sorted.slice(at);
    const end = free.findIndex((entry) => !isTie(leader, entry, tieZ));
    const run = end === -1 ? free : free.slice(0, end);
    const previous = bands.at(-1)?.members ?? [];
    const members = run.map((entry) => ({
      ...entry,
      alsoTiesWithPreviousBand: previous.some((before) => isTie(before, entry, tieZ)),
    }));
    bands.push({ band: bands.length + 1, rank: at + 1, members });
    at += run.length;
  }
  return bands;
}
