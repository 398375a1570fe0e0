/** How long what somebody said may be kept, and how long what was found has to be, by the law of one place. */
export interface PlaceRetention {
  /** Longest time for pictures and sound, in days after the application was decided, withdrawn or expired. */
  mediaDays: number;
  /** The same for transcripts. */
  transcriptDays: number;
  /** The same for what was sent to models and what they replied. */
  modelCallDays: number;
  /** Least time for the record of a result, without what the person said, in years. */
  scorecardYears: number;
  source: string;
}

export interface RetentionRules {
  version: string;
  /** For places without a row of their own. */
  elsewhere: PlaceRetention;
  /** By ISO 3166 country, or country and region. A region also falls under its country's row. */
  places: Readonly<Record<string, PlaceRetention>>;
}

/** Of several places: what may be kept the shortest, and what has to be kept the longest. */
export interface Retention {
  /** Recordings, transcripts and model calls go together: the shortest of all the maxima. */
  contentDays: number;
  scorecardYears: number;
}

/**
 * From a request to the deletion of everything, copies and backups included; where no law names a time as well.
 * @see 820 ILCS 42/20
 */
export const deletionDeadlineDays = 30;

const dayMs = 86_400_000;

const unitedStates: PlaceRetention = {
  ...{ mediaDays: 365, transcriptDays: 365, modelCallDays: 365, scorecardYears: 2 },
  source: '29 CFR 1602.14: records of a selection one year after it; a year more for a charge that is filed late',
};

const european: PlaceRetention = {
  ...{ mediaDays: 180, transcriptDays: 180, modelCallDays: 180, scorecardYears: 1 },
  source:
    'Regulation (EU) 2016/679, art. 5(1)(e): no longer than claims about the selection can be raised; Regulation (EU) 2024/1689, art. 19 and 26(6): logs at least six months',
};

const europeanCountries = [
  ...['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT'],
  ...['LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
];

/** A version is never edited: a change is another one, and a deletion keeps the version that it was made under. */
const versions: readonly RetentionRules[] = [
  {
    version: '2026-11',
    elsewhere: {
      ...{ mediaDays: 180, transcriptDays: 180, modelCallDays: 180, scorecardYears: 1 },
      source: 'The company: the shortest time of all places that have a row',
    },
    places: {
      US: unitedStates,
      'US-CA': {
        ...unitedStates,
        scorecardYears: 4,
        source: '2 CCR 11013(c): data of automated decisions four years',
      },
      'US-CO': { ...unitedStates, scorecardYears: 3, source: 'Colorado SB 26-189: records three years' },
      ...Object.fromEntries(europeanCountries.map((country) => [country, european])),
      GB: { ...european, source: 'UK GDPR, art. 5(1)(e); Equality Act 2010, s. 123: claims within three months' },
    },
  },
];

/** The rules that hold now. Engineering inputs: counsel has to confirm every row. */
export function currentRetentionRules(): RetentionRules {
  return versions.at(-1)!;
}

/**
 * What the law of all these places together asks. Content is kept for the shortest of the maxima, since keeping it longer
 * breaks one of them; the record of a result for the longest of the minima, since dropping it sooner breaks one.
 *
 * @param places where the applicant and the work are; without any the rules for elsewhere hold
 */
export function retentionFor(places: readonly string[], rules: RetentionRules = currentRetentionRules()): Retention {
  const rows = places.flatMap((place) => rowsFor(place, rules));
  const all = rows.length > 0 ? rows : [rules.elsewhere];
  return {
    contentDays: Math.min(
      ...all.flatMap(({ mediaDays, transcriptDays, modelCallDays }) => [mediaDays, transcriptDays, modelCallDays]),
    ),
    scorecardYears: Math.max(...all.map(({ scorecardYears }) => scorecardYears)),
  };
}

function rowsFor(place: string, { places, elsewhere }: RetentionRules): PlaceRetention[] {
  const rows = [place, place.split('-')[0]!].flatMap((name) => places[name] ?? []);
  return rows.length > 0 ? rows : [elsewhere];
}

/** Days of 24 hours: a deadline is the same moment whatever clocks do on the way to it. */
export function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * dayMs);
}

/** Until when everything is gone that somebody asked to delete at `requestedAt`. */
export function deletionDueAt(requestedAt: Date): Date {
  return daysAfter(requestedAt, deletionDeadlineDays);
}

/** When the content of an interview is over its time, whose application ended at `endedAt`. */
export function retentionDueAt(endedAt: Date, places: readonly string[]): Date {
  return daysAfter(endedAt, retentionFor(places).contentDays);
}
