/**
 * How much one caller may ask, by kind of request: a sustained pace, and how many may come at once. A caller is a signed-in
 * actor, else the source of the connection.
 */
export const rateClasses = {
  /** Reads of a signed-in caller, or of the public. */
  read: { perMinute: 1_200, burst: 600 },
  write: { perMinute: 600, burst: 300 },
  /** Passwords and codes to try; accounts limits them per address besides. */
  sign_in: { perMinute: 60, burst: 60 },
  /** Applications and mails that strangers can cause. */
  apply: { perMinute: 60, burst: 60 },
  /** A page that records sends a PATCH every second or two. */
  upload: { perMinute: 1_200, burst: 300 },
  /** Each reads and hashes a whole recording; a page completes one take in minutes, and asks again where it got no answer. */
  complete: { perMinute: 10, burst: 20 },
  /** Each may cost a tenth of a second of the service that signs contracts. */
  verify: { perMinute: 20, burst: 20 },
  /** Each may read an opening from its first place to its last. */
  export: { perMinute: 6, burst: 6 },
  media: { perMinute: 600, burst: 200 },
  /** Sessions and keys of one source that accounts is asked about and has not vouched for before. */
  credential: { perMinute: 3_000, burst: 1_000 },
} as const;

export type RateClass = keyof typeof rateClasses;
