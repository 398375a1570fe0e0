import { WaitingWork } from '@guildhall/messages/interviews';

/** Something that waits for the caller. */
export class WorkItem extends WaitingWork {
  /** Null for what is judged without names. */
  name!: string | null;
}

/** What waits for the caller, each list due first first and at most 50 long. */
export class Work {
  /** Owed by a person; empty for staff who do not decide. */
  decisions!: WorkItem[];
  reviews!: WorkItem[];
  /** That the caller may answer. */
  appeals!: WorkItem[];
  /** Jobs that were given up, of each service at most 100; null for everybody but admins. */
  parkedJobs!: number | null;
}
