import type { CrashApplicant } from './crash-applicant.js';
import type { CrashHouse } from './crash-house.js';
import type { JournalledTake } from './take-journal.js';

/** What a case's invariants are asked about. */
export interface CaseEvidence {
  house: CrashHouse;
  openingId: string;
  applicants: readonly CrashApplicant[];
  /** As the journal has them, not as the platform does. */
  takes: readonly JournalledTake[];
}
