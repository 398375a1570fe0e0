/** What the law of a place asks of an evaluation by AI. */
export interface PlaceDuties {
  /** `consent`: allowed once the applicant has consented; `forbidden`: a person has to do it. */
  aiEvaluation: 'consent' | 'forbidden';
  source: string;
}

/**
 * Duties by place, as data. Consent is asked of everybody, so a place that asks for no more needs no row. Counsel has to
 * confirm every row; a place where AI must not evaluate gets `forbidden`.
 */
export const dutiesByPlace: Readonly<Record<string, PlaceDuties>> = {
  'US-IL': { aiEvaluation: 'consent', source: 'Artificial Intelligence Video Interview Act, 820 ILCS 42' },
};

/** Whether AI may evaluate under the law of all these places. A region also falls under its country's duties. */
export function allowedByDuties(
  jurisdictions: readonly string[],
  duties: Readonly<Record<string, PlaceDuties>> = dutiesByPlace,
): boolean {
  const places = new Set(jurisdictions.flatMap((place) => [place, place.split('-')[0]!]));
  return [...places].every((place) => duties[place]?.aiEvaluation !== 'forbidden');
}
