import type { Schemas } from '../../api/queries.js';

/** In tenths of a level, from 10 to 50. */
export interface ScoreRange {
  low: number;
  high: number;
  point: number;
}

/** Rounded away from the point, so that no doubt is lost; null where the result has no figures. */
export function scoreRange(interval: Schemas['ScoreInterval'] | null, total: string | null): ScoreRange | null {
  if (interval === null || total === null) return null;
  const hundredths = (text: string) => Math.round(Number(text) * 100);
  return {
    low: Math.floor(hundredths(interval.low) / 10),
    high: Math.ceil(hundredths(interval.high) / 10),
    point: Math.round(hundredths(total) / 10),
  };
}

/** The range leads, the point follows: `3.7–5.0 (4.4)` */
export function scoreRangeText({ low, high, point }: ScoreRange): string {
  const level = (tenths: number) => (tenths / 10).toFixed(1);
  return `${level(low)}–${level(high)} (${level(point)})`;
}

/** Where a level stands on the axis from 1 to 5, in percent of its length. */
export const placeOnAxis = (tenths: number): number => (Math.min(50, Math.max(10, tenths)) - 10) * 2.5;
