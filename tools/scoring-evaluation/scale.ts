/** The whole numbers from `min` to `max` that people give. */
export interface Scale {
  min: number;
  max: number;
}

/** The scale of levels and totals in every plan. */
export const planScale: Scale = { min: 1, max: 5 };

const widest = 1000;

/** @param text such as `0-5`. @throws Error where it is no scale. */
export function readScale(text: string): Scale {
  const match = /^(\d{1,4})-(\d{1,4})$/.exec(text);
  const [min, max] = [Number(match?.[1]), Number(match?.[2])];
  if (!(min < max && max - min <= widest)) throw new Error(`"${text}" is no scale; write it like 1-5.`);
  return { min, max };
}

/** The scale's nearest whole number; a half goes up. */
export function roundedTo({ min, max }: Scale, score: number): number {
  return Math.min(max, Math.max(min, Math.round(score)));
}
