import { isTie, type RankEntry } from '../scoring/rank-bands.js';

export interface BandedPlace<E extends RankEntry> {
  entry: E;
  /** From 1, without gaps. */
  place: number;
  rank: number;
  band: number;
  alsoTiesWithPreviousBand: boolean;
  bandSize: number;
}

/**
 * The bands of `rankBands` for hundreds of thousands of entries, in one pass over them. Whether somebody ties with the band before is
 * looked for from its lower end, and no further than the largest standard error could reach.
 * @param sorted by total, the highest first, then by id
 */
export function bandedPlaces<E extends RankEntry>(sorted: readonly E[], tieZ: number): BandedPlace<E>[] {
  const largestSe = sorted.reduce((largest, { se }) => Math.max(largest, se), 0);
  const places: Omit<BandedPlace<E>, 'bandSize'>[] = [];
  const sizes: number[] = [];
  let [previousFrom, from, band] = [0, 0, 0];
  for (let at = 0; at < sorted.length; at += 1) {
    const entry = sorted[at]!;
    if (band === 0 || !isTie(sorted[from]!, entry, tieZ)) {
      [previousFrom, from, band] = [from, at, band + 1];
    }
    sizes[band] = (sizes[band] ?? 0) + 1;
    const tiesBefore = band > 1 && tiesWithin(sorted, previousFrom, from, entry, { tieZ, largestSe });
    places.push({ entry, place: at + 1, rank: from + 1, band, alsoTiesWithPreviousBand: tiesBefore });
  }
  return places.map((place) => ({ ...place, bandSize: sizes[place.band]! }));
}

function tiesWithin(
  sorted: readonly RankEntry[],
  from: number,
  to: number,
  entry: RankEntry,
  { tieZ, largestSe }: { tieZ: number; largestSe: number },
): boolean {
  const reach = 10_000 * tieZ * Math.hypot(largestSe, entry.se);
  for (let at = to - 1; at >= from; at -= 1) {
    const before = sorted[at]!;
    if (before.totalBp - entry.totalBp > reach) return false;
    if (isTie(before, entry, tieZ)) return true;
  }
  return false;
}
