/** Between which entries something is held: the number of entries before it. @param middles of the entries, from the top */
export const gapAt = (middles: readonly number[], y: number): number => middles.filter((middle) => middle < y).length;

/** By how many places an entry moves that is let go in a gap: both gaps beside it are its own place. */
export const placesTo = (gap: number, from: number): number => (gap > from ? gap - 1 : gap) - from;
