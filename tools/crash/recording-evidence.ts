import type { CrashApplicant } from './crash-applicant.js';
import type { CrashHouse } from './crash-house.js';
import type { JournalledTake } from './take-journal.js';

/** What the invariants of a recording's case are asked about. */
export interface RecordingEvidence {
  house: CrashHouse;
  openingId: string;
  applicants: readonly CrashApplicant[];
  /** As the journal has them, not as the platform does. */
  takes: readonly JournalledTake[];
}
