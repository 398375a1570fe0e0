/** Places of a ranking that one page looks at, at most: filters that let hardly anybody through end there. */
export const placesPerPage = 2_000;

export interface ScannedPage<R> {
  rows: R[];
  /** The place to go on behind; null at the end. */
  nextPlace: number | null;
}

export interface ScanWindow {
  after: number;
  upTo: number;
  limit: number;
}

/**
 * One page of the places that filters let through. It looks at a bounded window; where that holds too few, the page is shorter, and
 * the next one begins behind the window.
 * @param read places of the window that are let through, best first, at most `limit`
 */
export async function scanPlaces<R extends { place: number }>(
  { after, limit }: { after: number; limit: number },
  read: (window: ScanWindow) => Promise<R[]>,
  goesOnBehind: (place: number) => Promise<boolean>,
): Promise<ScannedPage<R>> {
  const upTo = after + placesPerPage;
  const found = await read({ after, upTo, limit: limit + 1 });
  const rows = found.slice(0, limit);
  if (found.length > limit) return { rows, nextPlace: rows.at(-1)!.place };
  return { rows, nextPlace: (await goesOnBehind(upTo)) ? upTo : null };
}
